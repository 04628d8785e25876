package org.cornu.data;

import org.cornu.random.Draws;

/**
 * A change of one sample, for example a random shift of a picture.
 *
 * <pre>{@code
 * Dataset more = train.map((sample, draws) -> {
 *   byte[] image = sample.bytes("features");
 *   sample.set("features", draws.uniform() < .5 ? mirrored(image) : image);
 * });
 * }</pre>
 */
@FunctionalInterface
public interface SampleMap {

  /**
   * Changes a sample. Called by any thread, and by several at once.
   *
   * @param sample its parts; what is not set stays as it is
   * @param draws random numbers, the same for the same seed, epoch and sample
   */
  void change(Sample sample, Draws draws);
}
