package org.cornu.preprocessing;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.layers.Interpolation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How images are made of pixels that moved.
 *
 * @param mode what lies beyond the edge
 * @param value beyond the edge where the mode is CONSTANT
 * @param interpolation NEAREST or BILINEAR
 */
public record Filling(FillMode mode, double value, Interpolation interpolation) {

  /** Keras's defaults. */
  static final Filling DEFAULT = new Filling(FillMode.REFLECT, 0, Interpolation.BILINEAR);

  public Filling {
    Objects.requireNonNull(mode, "a layer that moves pixels needs a fill mode, got null");
    if (interpolation != Interpolation.NEAREST && interpolation != Interpolation.BILINEAR) {
      throw new IllegalArgumentException(
          "a layer that moves pixels needs the interpolation NEAREST or BILINEAR, got "
              + interpolation);
    }
  }

  Filling mode(FillMode mode) {
    return new Filling(mode, value, interpolation);
  }

  Filling constant(double value) {
    return new Filling(FillMode.CONSTANT, value, interpolation);
  }

  Filling interpolation(Interpolation interpolation) {
    return new Filling(mode, value, interpolation);
  }

  /**
   * Moves pixels: to (x, y) comes what was at (a0 x + a1 y + a2, b0 x + b1 y + b2).
   *
   * @param images (batch, height, width, channels)
   * @param transforms (batch, 8): a0, a1, a2, b0, b1, b2, 0, 0
   */
  Operand<TFloat32> move(Ops tf, Operand<TFloat32> images, Operand<TFloat32> transforms) {
    return tf.image.imageProjectiveTransformV3(
        images,
        transforms,
        size(tf, images),
        tf.constant((float) value),
        interpolation.name(),
        ImageProjectiveTransformV3.fillMode(mode.name()));
  }

  private static Operand<TInt32> size(Ops tf, Operand<TFloat32> images) {
    Shape shape = images.shape();
    return shape.get(1) == Shape.UNKNOWN_SIZE || shape.get(2) == Shape.UNKNOWN_SIZE
        ? tf.slice(tf.shape(images), tf.array(1), tf.array(2))
        : tf.array(Cropping.size(images, 1), Cropping.size(images, 2));
  }

  /** What Keras takes for the gradient: that of the new images moved back. */
  Operand<TFloat32> gradient(Ops tf, Operand<TFloat32> dy, Operand<TFloat32> transforms) {
    Operand<TFloat32> ones = tf.onesLike(Drawn.column(tf, transforms, 0));
    Operand<TFloat32> rows =
        tf.concat(List.of(transforms, tf.expandDims(ones, tf.constant(1))), tf.constant(1));
    Operand<TFloat32> matrices = tf.reshape(rows, tf.constant(new int[] {-1, 3, 3}));
    Operand<TFloat32> back = tf.reshape(tf.linalg.inv(matrices), tf.constant(new int[] {-1, 9}));
    Operand<TFloat32> scale =
        tf.slice(back, tf.constant(new int[] {0, 8}), tf.constant(new int[] {-1, 1}));
    Operand<TFloat32> eight =
        tf.slice(back, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 8}));
    return new Filling(mode, 0, interpolation).move(tf, dy, tf.math.div(eight, scale));
  }

  Config config() {
    return Config.of("fill_mode", Choice.name(mode))
        .with("interpolation", interpolation.kerasName())
        .with("fill_value", value);
  }

  static Filling from(Config config) {
    return new Filling(
        Choice.from(config, "fill_mode", FillMode.REFLECT),
        config.number("fill_value", 0),
        Interpolation.from(config, Interpolation.BILINEAR));
  }
}
