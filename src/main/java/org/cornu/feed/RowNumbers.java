package org.cornu.feed;

import java.util.List;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;

/** The numbers of the samples of batches, of data that lie in the graph already. */
public final class RowNumbers implements Feed {

  private final int[] rows;
  private final int size;
  private int next;

  /**
   * Numbers from some place on.
   *
   * @param rows of all samples, in order
   * @param first place of the sample to begin with, from 0
   * @param size how many are given at once; at the end there may be fewer
   */
  public RowNumbers(int[] rows, int first, int size) {
    this.rows = rows;
    this.next = first;
    this.size = size;
  }

  @Override
  public Batch next() {
    int given = Math.min(size, rows.length - next);
    TInt32 numbers =
        TInt32.tensorOf(Shape.of(given), DataBuffers.of(rows, true, false).slice(next, given));
    next += given;
    return new Batch(
        List.of(new Batch.Share(List.of(), List.of(), Optional.of(numbers), Optional.empty())),
        given);
  }

  @Override
  public void close() {
    // nothing is prepared
  }
}
