package org.cornu.train;

/** The epoch at hand: its measures so far, and when it began. */
final class OngoingEpoch {

  final int epoch;
  final Sums sums;
  int batch;
  private final double secondsBefore;
  private final long start = System.nanoTime();

  /**
   * An epoch that begins, or goes on.
   *
   * @param epoch its number, from 1
   * @param secondsBefore that it took in a run that was broken off
   * @param batch how many batches are done
   */
  OngoingEpoch(int epoch, Sums sums, double secondsBefore, int batch) {
    this.epoch = epoch;
    this.sums = sums;
    this.secondsBefore = secondsBefore;
    this.batch = batch;
  }

  double seconds() {
    return secondsBefore + (System.nanoTime() - start) * 1e-9;
  }
}
