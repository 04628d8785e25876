package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Operations of which each image goes through one that is drawn for it, as often as it is asked.
 * Keras draws one for a whole batch, and computes all.
 */
record Repertoire(List<Varying> operations) {

  /**
   * One operation for each image.
   *
   * @param which its place in the list, or one beyond for none: (batch)
   * @param drawn the numbers of all operations, in order: (batch, draws)
   */
  record Step(Operand<TInt32> which, Operand<TFloat32> drawn) {}

  /** How many numbers the operations take for an image. */
  int draws() {
    return operations.stream().mapToInt(Varying::draws).sum();
  }

  /** One of so many places for each image, each equally likely: (batch). */
  static Operand<TInt32> place(Ops tf, Operand<TFloat32> uniform, int places) {
    return tf.dtypes.cast(tf.math.mul(uniform, tf.constant((float) places)), TInt32.class);
  }

  /** Varies images (batch, height, width, channels) in several steps. */
  Varied vary(Ops tf, Operand<TFloat32> images, List<Step> steps) {
    Operand<TFloat32> varied = images;
    List<UnaryOperator<Operand<TFloat32>>> backs = new ArrayList<>();
    for (Step step : steps) {
      List<Part> parts = parts(tf, varied, step);
      Operand<TFloat32> shape = varied;
      backs.add(
          dy ->
              joined(tf, shape, parts, parts.stream().map(each -> each.gradient(tf, dy)).toList()));
      varied = joined(tf, shape, parts, parts.stream().map(each -> each.varied.images()).toList());
    }
    Collections.reverse(backs);
    return Varied.of(varied, dy -> through(backs, dy));
  }

  private static Operand<TFloat32> through(
      List<UnaryOperator<Operand<TFloat32>>> backs, Operand<TFloat32> dy) {
    Operand<TFloat32> gradient = dy;
    for (UnaryOperator<Operand<TFloat32>> back : backs) {
      gradient = back.apply(gradient);
    }
    return gradient;
  }

  /** Images of a batch that go through one operation; none at all, if it is drawn for none. */
  private record Part(Operand<TInt32> places, Operand<TFloat32> images, Varied varied) {

    Operand<TFloat32> gradient(Ops tf, Operand<TFloat32> dy) {
      return varied.gradient(tf, images, tf.gather(dy, places, tf.constant(0)));
    }
  }

  private List<Part> parts(Ops tf, Operand<TFloat32> images, Step step) {
    Operand<TInt32> all = tf.range(tf.constant(0), Drawn.size(tf, images, 0), tf.constant(1));
    var places = tf.dynamicPartition(all, step.which, operations.size() + 1L).outputs();
    List<Part> parts = new ArrayList<>();
    int first = 0;
    for (Varying operation : operations) {
      Operand<TInt32> there = places.get(parts.size());
      Operand<TFloat32> those = tf.gather(images, there, tf.constant(0));
      Operand<TFloat32> own =
          tf.gather(Drawn.columns(tf, step.drawn, first, operation.draws()), there, tf.constant(0));
      parts.add(new Part(there, those, operation.varied(tf, those, own)));
      first += operation.draws();
    }
    Operand<TInt32> idle = places.get(operations.size());
    Operand<TFloat32> same = tf.gather(images, idle, tf.constant(0));
    parts.add(new Part(idle, same, Varied.of(same, dy -> dy)));
    return parts;
  }

  /** All parts as one batch again. */
  private static Operand<TFloat32> joined(
      Ops tf, Operand<TFloat32> like, List<Part> parts, List<Operand<TFloat32>> images) {
    List<Operand<TInt32>> places = parts.stream().map(Part::places).toList();
    return tf.reshape(tf.dynamicStitch(places, images), tf.shape(like));
  }
}
