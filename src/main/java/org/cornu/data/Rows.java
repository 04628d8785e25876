package org.cornu.data;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.OptionalInt;

/**
 * How samples are read: {@link #read} any parts, the others one input and one target.
 *
 * <p>A {@code row} is the number of a sample, from 0 up to {@code size()}. What stays in files or
 * comes from a {@link Source} may fail with an {@link UncheckedIOException} that names the file or
 * source, and the sample as it counts it.
 */
public sealed interface Rows permits Dataset {

  /**
   * Reads a batch: each part that the buffers want, from the buffer's start, ready to be taken.
   *
   * <pre>{@code
   * Buffers batch = Buffers.of(data.parts(), 128);
   * data.read(rows, 0, 128, batch);
   * FloatBuffer images = batch.floats("image");
   * }</pre>
   *
   * @param rows samples
   * @param from the first of {@code rows} to read
   * @param to the end, exclusive
   * @param out wants parts of these data, for as many samples or more
   * @throws IllegalArgumentException if it wants others
   */
  void read(int[] rows, int from, int to, Buffers out);

  /**
   * How many steps the longest of some samples has.
   *
   * @param part its name
   * @param rows samples
   * @param from the first of {@code rows} to look at
   * @param to the end, exclusive, above {@code from}
   * @return empty if all samples of the part are of one shape; there may be no step
   * @throws IllegalArgumentException if there is no such part
   */
  OptionalInt longest(String part, int[] rows, int from, int to);

  /**
   * The shape of one sample's input.
   *
   * @return a new array, e.g. {28, 28, 1}
   * @throws IllegalStateException if there are several inputs
   */
  int[] shape();

  /**
   * Whether the input is unsigned bytes that stand for 0 to 1.
   *
   * @return false if it is read as floats
   * @throws IllegalStateException if there are several inputs
   */
  boolean bytes();

  /**
   * Whether some part stays in files or elsewhere, or goes through a map: it is read each time it
   * is asked for.
   *
   * @return false if all are in memory
   */
  boolean streamed();

  /**
   * Writes the bytes of some samples, one sample after another, unscaled.
   *
   * @param rows samples
   * @param from the first of {@code rows} to write
   * @param to the end, exclusive
   * @param out takes them from its position on
   * @throws IllegalStateException if the input is not of bytes, or there are several
   */
  void features(int[] rows, int from, int to, ByteBuffer out);

  /**
   * Writes the values of some samples as floats, one sample after another, bytes scaled if they
   * stand for 0 to 1.
   *
   * @param rows samples
   * @param from the first of {@code rows} to write
   * @param to the end, exclusive
   * @param out takes them from its position on
   * @throws IllegalStateException if the input is of whole numbers, or there are several
   */
  void features(int[] rows, int from, int to, FloatBuffer out);

  /**
   * Writes the labels of some samples as floats, one sample after another: class indices one-hot,
   * or as numbers if {@code width} is that of the indices alone; vectors as they are.
   *
   * @param rows samples
   * @param from the first of {@code rows} to write
   * @param to the end, exclusive
   * @param width the floats a sample: above every class index, times the steps, or 1 a step; for
   *     vectors their width
   * @param out takes them from its position on
   * @throws IllegalArgumentException if a label does not fit into the width
   * @throws IllegalStateException if there are no labels, or several targets
   */
  void targets(int[] rows, int from, int to, int width, FloatBuffer out);

  /**
   * One sample's input.
   *
   * @return its values as floats, scaled, in a new array
   * @throws IllegalStateException if there are several inputs
   */
  float[] sample(int row);
}
