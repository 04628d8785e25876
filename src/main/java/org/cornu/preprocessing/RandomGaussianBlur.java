package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Layout;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Blurs some images while training, all of a batch by as much: (height, width, channels) to the
 * same (Keras: {@code RandomGaussianBlur}).
 *
 * @param factor between which an image's chance is drawn, in [0, 1]
 * @param kernel how many pixels high and wide the blur reaches, odd
 * @param sigma between which its two standard deviations are drawn, across and down, in pixels, in
 *     [0, 1]
 * @param range of the pixels, by which they are clipped
 * @param layout of the images
 */
public record RandomGaussianBlur(
    Factor factor, int kernel, Factor sigma, ValueRange range, Layout layout)
    implements UnaryLayer {

  public RandomGaussianBlur {
    factor.require("randomGaussianBlur", 0, 1);
    sigma.require("randomGaussianBlur", 0, 1);
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException(
          "randomGaussianBlur needs an odd kernel of 1 or more, got " + kernel);
    }
  }

  /** With another kernel than 3 pixels high and wide. */
  public RandomGaussianBlur kernel(int size) {
    return new RandomGaussianBlur(factor, size, sigma, range, layout);
  }

  /** With other bounds of the standard deviations than 0 and 1. */
  public RandomGaussianBlur sigma(double lower, double upper) {
    return new RandomGaussianBlur(factor, kernel, new Factor(lower, upper), range, layout);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomGaussianBlur valueRange(double low, double high) {
    return new RandomGaussianBlur(factor, kernel, sigma, new ValueRange(low, high), layout);
  }

  /** For images (channels, height, width). */
  public RandomGaussianBlur channelsFirst() {
    return new RandomGaussianBlur(factor, kernel, sigma, range, Layout.CHANNELS_FIRST);
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
    Operand<TFloat32> both = scope.uniformForAll(tf.array(2));
    return layout.stored(tf, blurred(tf, images, each, both));
  }

  /**
   * Emits the ops that blur.
   *
   * @param images (batch, height, width, channels)
   * @param drawn (batch, 2), in [0, 1)
   * @param deviations (2), in [0, 1)
   */
  Operand<TFloat32> blurred(
      Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn, Operand<TFloat32> deviations) {
    Operand<TFloat32> sigmas = sigma.at(tf, deviations);
    Operand<TFloat32> smooth = Blur.of(tf, images, bell(tf, sigmas, 0), bell(tf, sigmas, 1));
    return range.clip(tf, tf.select(Drawn.isHit(tf, factor, drawn, 0), smooth, images));
  }

  private Operand<TFloat32> bell(Ops tf, Operand<TFloat32> sigmas, int axis) {
    return Blur.bell(tf, tf.constant(kernel), tf.gather(sigmas, tf.constant(axis), tf.constant(0)));
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with("kernel_size", kernel)
        .with("sigma", sigma.config())
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomGaussianBlur from(Config config) {
    config.ignore("seed");
    Factor unit = new Factor(0, 1);
    List<Double> sizes =
        config.has("kernel_size") ? Numbers.from(config, "kernel_size") : List.of(3.0);
    if (sizes.stream().distinct().count() != 1) {
      throw config.wrong("kernel_size", "a kernel as high as wide");
    }
    return new RandomGaussianBlur(
        Factor.from(config, "factor", 0, unit),
        sizes.get(0).intValue(),
        Factor.from(config, "sigma", 0, unit),
        ValueRange.from(config),
        Layout.from(config));
  }
}
