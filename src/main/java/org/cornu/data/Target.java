package org.cornu.data;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The labels of samples with one target, read as the loss of a single output wants them.
 *
 * @param part the target
 */
record Target(Part part, Pass pass) {

  /** How many samples are read at once where all are. */
  private static final int MANY = 1 << 12;

  private PartSpec spec() {
    return part.spec();
  }

  /** The class ids of some samples. */
  int[] ids(int[] samples) {
    IntBuffer ids = IntBuffer.allocate(Math.multiplyExact(samples.length, spec().volume()));
    inParts(samples, some -> part.write(some, pass, ids));
    return ids.array();
  }

  /** The floats of some samples. */
  float[] vectors(int[] samples) {
    FloatBuffer all = FloatBuffer.allocate(Math.multiplyExact(samples.length, spec().volume()));
    inParts(samples, some -> part.floats(some, pass, all));
    return all.array();
  }

  private void inParts(int[] samples, Consumer<int[]> reading) {
    int step = part.origin() instanceof Features ? Math.max(1, samples.length) : MANY;
    for (int from = 0; from < samples.length; from += step) {
      int to = Math.min(from + step, samples.length);
      reading.accept(Arrays.copyOfRange(samples, from, to));
    }
  }

  /** The class of each sample; of a vector of one number, whether it says yes. */
  int[] classes(int[] samples) {
    if (spec().hasClasses()) {
      return ids(samples);
    }
    float[] values = vectors(samples);
    int width = spec().volume();
    if (width > 1) {
      return ClassWeights.classes(values, width);
    }
    int[] classes = new int[samples.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = values[i] > .5f ? 1 : 0;
    }
    return classes;
  }

  /** The class that Keras's class weights see in each sample. */
  int[] weighed(int[] samples) {
    if (spec().hasClasses() && spec().volume() == 1) {
      return ids(samples);
    }
    if (spec().hasClasses() || spec().shape().size() > 1) {
      throw new IllegalArgumentException(
          "class weights need one class a sample, got %s; give weights of samples"
              .formatted(spec()));
    }
    return ClassWeights.classes(vectors(samples), spec().volume());
  }

  /** Writes some samples as {@code width} floats each. */
  void write(int[] samples, int width, FloatBuffer out) {
    if (spec().hasClasses()) {
      oneHot(samples, width, out);
      return;
    }
    if (width != spec().volume()) {
      throw new IllegalArgumentException(
          "labels are vectors of width %s, got a net of %s outputs; give it %1$s outputs"
              .formatted(spec().volume(), width));
    }
    part.floats(samples, pass, out);
  }

  private void oneHot(int[] samples, int sampleWidth, FloatBuffer out) {
    int[] ids = ids(samples);
    int steps = spec().volume();
    int width = sampleWidth / steps;
    if (width * steps != sampleWidth) {
      throw new IllegalArgumentException(
          "targets need a width of a multiple of %s, the classes of a sample, got %s"
              .formatted(steps, sampleWidth));
    }
    for (int i = 0; i < ids.length; i++) {
      if (width > 1 && ids[i] >= width) {
        throw new IllegalArgumentException(
            ("sample %s: class %s does not fit into targets of width %s;"
                    + " give the net at least %s outputs, or check the labels")
                .formatted(samples[i / steps], ids[i], width, spec().classes()));
      }
      oneHot(ids[i], width, out);
    }
  }

  private static void oneHot(int id, int width, FloatBuffer out) {
    if (width == 1) {
      out.put(id);
      return;
    }
    for (int i = 0; i < width; i++) {
      out.put(i == id ? 1f : 0f);
    }
  }
}
