package org.cornu.feed;

/** Makes each batch when it is asked for. */
final class OnDemand implements Feed {

  private final Batches batches;
  private int next;

  OnDemand(Batches batches, int first) {
    this.batches = batches;
    this.next = first;
  }

  @Override
  public Batch next() {
    Batch batch = batches.batch(next);
    next += batches.together();
    return batch;
  }

  @Override
  public void close() {
    // nothing is prepared
  }
}
