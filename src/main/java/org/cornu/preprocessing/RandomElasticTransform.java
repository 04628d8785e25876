package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Distorts some images while training, as if they were drawn on rubber: (height, width, channels)
 * to the same (Keras: {@code RandomElasticTransform}; Simard, Steinkraus and Platt 2003). Each
 * pixel comes from a place beside its own, by smoothed normal noise.
 *
 * <p>Here each image has noise of its own, and another across than down. Keras 3.15 on TensorFlow
 * moves pixels as far across as down, and in {@code fit} makes all images of a batch of the first.
 *
 * @param factor between which an image's chance is drawn, in [0, 1]
 * @param scale between which the strength of a batch is drawn, in [0, 1]. Strength 1 is noise whose
 *     standard deviation, and that of the bell that smooths it, are 0.05 of the image's shorter
 *     side, times 0.1 of its longer one
 * @param filling how the moved pixels become an image
 * @param range of the pixels, by which they are clipped
 * @param layout of the images
 */
public record RandomElasticTransform(
    Factor factor, Factor scale, Filling filling, ValueRange range, Layout layout)
    implements UnaryLayer {

  public RandomElasticTransform {
    factor.require("randomElasticTransform", 0, 1);
    scale.require("randomElasticTransform", 0, 1);
  }

  /** With other bounds of the strength than 0 and 1. */
  public RandomElasticTransform scale(double lower, double upper) {
    return new RandomElasticTransform(factor, new Factor(lower, upper), filling, range, layout);
  }

  /** With something else beyond the edges; REFLECT by default. */
  public RandomElasticTransform fillMode(FillMode mode) {
    return new RandomElasticTransform(factor, scale, filling.mode(mode), range, layout);
  }

  /** With one value beyond the edges. */
  public RandomElasticTransform fillValue(double value) {
    return new RandomElasticTransform(factor, scale, filling.constant(value), range, layout);
  }

  /** With another interpolation, NEAREST or BILINEAR. */
  public RandomElasticTransform interpolation(Interpolation interpolation) {
    return new RandomElasticTransform(
        factor, scale, filling.interpolation(interpolation), range, layout);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomElasticTransform valueRange(double low, double high) {
    return new RandomElasticTransform(factor, scale, filling, new ValueRange(low, high), layout);
  }

  /** For images (channels, height, width). */
  public RandomElasticTransform channelsFirst() {
    return new RandomElasticTransform(factor, scale, filling, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    Images.last(layout, input);
    return input;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    if (!scope.training()) {
      return x;
    }
    Ops tf = scope.tf();
    Operand<TFloat32> images = layout.last(tf, x);
    Operand<TFloat32> each = Drawn.rows(scope, images, 2);
    Operand<TFloat32> all = scope.uniformForAll(tf.array(1));
    Operand<TInt32> pixels = tf.slice(tf.shape(images), tf.array(0), tf.array(3));
    Operand<TFloat32> noise = scope.normal(tf.concat(List.of(pixels, tf.array(2)), tf.constant(0)));
    return layout.stored(tf, distorted(tf, images, each, all, noise));
  }

  /**
   * Emits the ops that distort.
   *
   * @param images (batch, height, width, channels)
   * @param drawn (batch, 2 or more), in [0, 1)
   * @param strength (1), in [0, 1)
   * @param noise normal, across and down: (batch, height, width, 2)
   */
  Operand<TFloat32> distorted(
      Ops tf,
      Operand<TFloat32> images,
      Operand<TFloat32> drawn,
      Operand<TFloat32> strength,
      Operand<TFloat32> noise) {
    Operand<TFloat32> height = Drawn.extent(tf, images, 1);
    Operand<TFloat32> width = Drawn.extent(tf, images, 2);
    Operand<TFloat32> drawnScale = tf.reshape(scale.at(tf, strength), tf.constant(new int[0]));
    Operand<TFloat32> alpha =
        tf.math.mul(tf.math.maximum(height, width), tf.math.mul(drawnScale, tf.constant(0.1f)));
    Operand<TFloat32> sigma =
        tf.math.mul(tf.math.minimum(height, width), tf.math.mul(drawnScale, tf.constant(0.05f)));
    Operand<TInt32> whole = tf.dtypes.cast(sigma, TInt32.class);
    Operand<TInt32> size = tf.math.add(tf.math.mul(whole, tf.constant(6)), tf.constant(1));
    Operand<TFloat32> bell = Blur.bell(tf, size, sigma);
    Operand<TFloat32> field = Blur.of(tf, tf.math.mul(noise, sigma), bell, bell);
    Operand<TFloat32> away = tf.math.mul(alpha, field);
    Operand<TFloat32> columns = places(tf, images, 2, 1, 1, -1);
    Operand<TFloat32> rows = places(tf, images, 1, 1, -1, 1);
    Operand<TFloat32> moved =
        new Warp(images, filling)
            .from(
                tf,
                tf.math.add(columns, channel(tf, away, 0)),
                tf.math.add(rows, channel(tf, away, 1)));
    return range.clip(tf, tf.select(Drawn.isHit(tf, factor, drawn, 0), moved, images));
  }

  /** 0, 1, 2 and so on along an axis of images. */
  private static Operand<TFloat32> places(
      Ops tf, Operand<TFloat32> images, int axis, int... shape) {
    Operand<TInt32> each = tf.range(tf.constant(0), Drawn.size(tf, images, axis), tf.constant(1));
    return tf.reshape(tf.dtypes.cast(each, TFloat32.class), tf.constant(shape));
  }

  private static Operand<TFloat32> channel(Ops tf, Operand<TFloat32> field, int channel) {
    return tf.gather(field, tf.constant(channel), tf.constant(3));
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with("scale", scale.config())
        .with(filling.config())
        .with(range.config())
        .with(layout.config());
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomElasticTransform from(Config config) {
    config.ignore("seed");
    Factor unit = new Factor(0, 1);
    return new RandomElasticTransform(
        Factor.from(config, "factor", 0, unit),
        Factor.from(config, "scale", 0, unit),
        Filling.from(config),
        ValueRange.from(config),
        Layout.from(config));
  }
}
