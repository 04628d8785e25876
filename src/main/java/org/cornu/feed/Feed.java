package org.cornu.feed;

/** Batches one after another. For one thread. */
public interface Feed extends AutoCloseable {

  /** The next batch, of which there must be one; the caller closes it. */
  Batch next();

  /** Ends it, and frees what was prepared and not taken. */
  @Override
  void close();
}
