package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Layout;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Paints a box over each image while training: (height, width, channels) to the same (Keras: {@code
 * RandomErasing}; Zhong et al. 2017).
 *
 * @param factor between which an image's chance to be painted over is drawn, in [0, 1]
 * @param scale how much of the image the box takes, in [0, 1]: the roots of two such numbers are
 *     its height and width
 * @param fillValue the box's value, or three, one for each channel; none for normal noise, times
 *     the high value of the range
 * @param range by which the box's values are clipped
 * @param layout of the images
 */
public record RandomErasing(
    Factor factor, Factor scale, List<Double> fillValue, ValueRange range, Layout layout)
    implements UnaryLayer {

  /** What is drawn for a box, in Keras's order. */
  static final int DRAWS = 6;

  public RandomErasing {
    factor.require("randomErasing", 0, 1);
    scale.require("randomErasing", 0, 1);
    fillValue = List.copyOf(fillValue);
    if (fillValue.size() != 0 && fillValue.size() != 1 && fillValue.size() != 3) {
      throw new IllegalArgumentException(
          "randomErasing needs one fill value, three or none, got " + fillValue);
    }
  }

  /** With other bounds of how much of the image the box takes; 0.02 and 0.33 by default. */
  public RandomErasing scale(double lower, double upper) {
    return new RandomErasing(factor, new Factor(lower, upper), fillValue, range, layout);
  }

  /** With a box of one value, or of three, one for each channel, in place of noise. */
  public RandomErasing fillValue(double... value) {
    List<Double> given = Numbers.list("randomErasing needs a finite fill value or three", value);
    return new RandomErasing(factor, scale, given, range, layout);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomErasing valueRange(double low, double high) {
    return new RandomErasing(factor, scale, fillValue, new ValueRange(low, high), layout);
  }

  /** For images (channels, height, width). */
  public RandomErasing channelsFirst() {
    return new RandomErasing(factor, scale, fillValue, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape image = Images.last(layout, input);
    if (fillValue.size() == 3 && image.get(2) != 3) {
      return Colours.requireThree(layout, input);
    }
    return input;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    if (!scope.training()) {
      return x;
    }
    Ops tf = scope.tf();
    Operand<TFloat32> images = layout.last(tf, x);
    Operand<TFloat32> drawn = Drawn.rows(scope, images, DRAWS);
    Operand<TFloat32> noise =
        fillValue.isEmpty() ? Noise.normal(scope, images) : Numbers.constant(tf, fillValue);
    return layout.stored(tf, erased(tf, images, drawn, noise));
  }

  /**
   * Emits the ops that paint boxes.
   *
   * @param images (batch, height, width, channels)
   * @param drawn (batch, 6), in [0, 1)
   * @param noise normal numbers of the images' shape where there is no fill value, else that
   */
  Operand<TFloat32> erased(
      Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn, Operand<TFloat32> noise) {
    Box box = Box.of(tf, images, side(tf, drawn, 0, 2), side(tf, drawn, 1, 3));
    Operand<TBool> isHit = Drawn.isHit(tf, factor, drawn, 4);
    Operand<TFloat32> fill =
        fillValue.isEmpty() ? tf.math.mul(noise, tf.constant((float) range.high())) : noise;
    return tf.select(tf.math.logicalAnd(box.mask(), isHit), range.clip(tf, fill), images);
  }

  private Box.Side side(Ops tf, Operand<TFloat32> drawn, int part, int place) {
    return new Box.Side(
        tf.math.sqrt(scale.at(tf, Drawn.column(tf, drawn, part))), Drawn.column(tf, drawn, place));
  }

  @Override
  public Config config() {
    Config config =
        Config.of("factor", factor.config())
            .with("scale", scale.config())
            .with(range.config())
            .with(Images.configIfSaid(layout));
    return fillValue.isEmpty() ? config : config.with("fill_value", Numbers.config(fillValue));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomErasing from(Config config) {
    config.ignore("seed");
    return new RandomErasing(
        Factor.from(config, "factor", 0, new Factor(0, 1)),
        Factor.from(config, "scale", 0, new Factor(0.02, 0.33)),
        config.has("fill_value") ? Numbers.from(config, "fill_value") : List.of(),
        ValueRange.from(config),
        Layout.from(config));
  }
}
