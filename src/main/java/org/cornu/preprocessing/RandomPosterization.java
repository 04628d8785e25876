package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Leaves each image fewer shades while training: (height, width, channels) to the same (Keras:
 * {@code RandomPosterization}).
 *
 * @param lower the fewest bits a channel keeps, from 1 on
 * @param upper above all of their numbers, at most 8, unless it is {@code lower}
 * @param range of the pixels
 * @param layout of the images
 */
public record RandomPosterization(int lower, int upper, ValueRange range, Layout layout)
    implements Augmentation {

  private static final int MOST = 8;

  public RandomPosterization {
    new Factor(lower, upper).require("randomPosterization", 1, MOST);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomPosterization valueRange(double low, double high) {
    return new RandomPosterization(lower, upper, new ValueRange(low, high), layout);
  }

  @Override
  public int draws() {
    return 1;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> bits =
        tf.math.floor(new Factor(lower, upper).at(tf, Drawn.column(tf, drawn, 0)));
    Operand<TFloat32> lost = tf.math.sub(tf.constant((float) MOST), bits);
    Operand<TFloat32> step = Drawn.perImage(tf, tf.math.pow(tf.constant(2f), lost));
    Operand<TFloat32> bytes = tf.math.floor(range.to(tf, images, ValueRange.BYTES));
    Operand<TFloat32> fewer = tf.math.mul(tf.math.floor(tf.math.div(bytes, step)), step);
    return ValueRange.BYTES.to(tf, fewer, range);
  }

  @Override
  public Config config() {
    return Config.of("factor", List.of(lower, upper))
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomPosterization from(Config config) {
    config.ignore("seed");
    Factor factor = Factor.from(config, "factor", 1);
    if (factor.lower() != Math.rint(factor.lower())
        || factor.upper() != Math.rint(factor.upper())) {
      throw config.wrong("factor", "whole numbers");
    }
    return new RandomPosterization(
        (int) factor.lower(), (int) factor.upper(), ValueRange.from(config), Layout.from(config));
  }
}
