package org.cornu.callbacks;

/** A run of {@code fit} as its callbacks see it. */
public interface Training {

  /** The number of epochs that were done before this run. */
  int initialEpoch();

  /** The number of the last epoch, if nothing stops the run. */
  int epochs();

  /** Batches in an epoch. */
  int batches();

  /** Samples in an epoch, validation apart. */
  int samples();

  /** Samples in a batch; the last of an epoch may have fewer. */
  int batchSize();

  /** The optimizer's learning rate. */
  double learningRate();

  /**
   * Sets the learning rate from the next batch on.
   *
   * @param rate finite, above 0
   */
  void learningRate(double rate);

  /** Ends the run after the batch at hand; an epoch that is not finished does not count. */
  void stop();
}
