package org.cornu.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Where samples come from, a batch at a time: what to implement for a database, an object store, a
 * format of your own. {@link Dataset#of(Source)} makes a data set of it.
 *
 * <p>Nothing that is read is kept: the samples are read again in each epoch, {@code fit} has a
 * thread of its own read two batches ahead. A source is therefore read by other threads than the
 * one that made it, and by several at once where a model is asked while it trains.
 *
 * <p>Nobody closes a source but who opened it, after the last use of its data sets. One that opens
 * what it needs in each {@code read}, and closes it there, needs no closing. Its samples must stay
 * as they are, in number and order; its {@code toString} names it in messages.
 */
public interface Source {

  /** The number of samples, 1 or more. */
  int size();

  /** What goes into a net, at least one part. */
  List<PartSpec> inputs();

  /** What is to be predicted; none for data to predict only. */
  default List<PartSpec> targets() {
    return List.of();
  }

  /**
   * Weights of samples: by a target's name, a part of one float a sample. Several targets may share
   * one.
   */
  default Map<String, PartSpec> weights() {
    return Map.of();
  }

  /**
   * Reads some samples, all wanted parts of them at once, so that one query can do.
   *
   * <pre>{@code
   * for (int i = 0; i < rows.length; i++) {
   *   Record each = find(rows[i]);
   *   out.at(i).bytes("image").put(each.pixels());
   *   out.ints("digit").put(each.digit());
   * }
   * }</pre>
   *
   * @param rows numbers of samples, from 0 up to {@code size()}, in any order
   * @param out takes them, in the order of {@code rows}, or by {@link Buffers#at} in any other; a
   *     part that is not wanted may be left out
   * @throws IOException if they cannot be read; it goes on as {@link UncheckedIOException} that
   *     names this source and the samples, an unchecked one as an IllegalStateException that does
   */
  void read(int[] rows, Buffers out) throws IOException;
}
