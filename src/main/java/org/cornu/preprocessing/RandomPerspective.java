package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * Shows some images as if they were seen from another side while training: (height, width,
 * channels) to the same (Keras: {@code RandomPerspective}). As in Keras, each coordinate of a
 * corner moves by a part of itself, so that the corner at the upper left stays.
 *
 * @param factor between which an image's chance is drawn, in [0, 1]
 * @param scale twice the part by which a coordinate moves at most, in [0, 1]
 * @param filling how the moved pixels become an image; one value beyond the edges
 * @param layout of the images
 */
public record RandomPerspective(Factor factor, double scale, Filling filling, Layout layout)
    implements Moving {

  private static final int CORNERS = 4;

  public RandomPerspective {
    factor.require("randomPerspective", 0, 1);
    if (!(scale >= 0 && scale <= 1)) {
      throw new IllegalArgumentException("randomPerspective needs a scale in [0, 1], got " + scale);
    }
  }

  /** With another scale than 1, in [0, 1]. */
  public RandomPerspective scale(double scale) {
    return new RandomPerspective(factor, scale, filling, layout);
  }

  /** With another value beyond the edges than 0. */
  public RandomPerspective fillValue(double value) {
    return new RandomPerspective(factor, scale, filling.constant(value), layout);
  }

  /** With another interpolation, NEAREST or BILINEAR. */
  public RandomPerspective interpolation(Interpolation interpolation) {
    return new RandomPerspective(factor, scale, filling.interpolation(interpolation), layout);
  }

  /** For images (channels, height, width). */
  public RandomPerspective channelsFirst() {
    return new RandomPerspective(factor, scale, filling, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return 2 + 2 * CORNERS;
  }

  @Override
  public Operand<TFloat32> transforms(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> right = tf.math.sub(Drawn.extent(tf, images, 2), tf.constant(1f));
    Operand<TFloat32> bottom = tf.math.sub(Drawn.extent(tf, images, 1), tf.constant(1f));
    Operand<TFloat32> x = tf.math.mul(tf.constant(new float[] {0, 1, 0, 1}), right);
    Operand<TFloat32> y = tf.math.mul(tf.constant(new float[] {0, 0, 1, 1}), bottom);
    Operand<TFloat32> maps = maps(tf, x, y, moved(tf, x, drawn, 0), moved(tf, y, drawn, 1));
    Operand<TFloat32> chance = factor.at(tf, Drawn.column(tf, drawn, 0));
    var isHit = tf.math.less(Drawn.column(tf, drawn, 1), chance);
    // To (x, y) comes what was there.
    Operand<TFloat32> still = tf.constant(new float[] {1, 0, 0, 0, 1, 0, 0, 0});
    return tf.select(tf.expandDims(isHit, tf.constant(1)), maps, still);
  }

  /** Where one coordinate of the corners comes to: (batch, corners). */
  private Operand<TFloat32> moved(
      Ops tf, Operand<TFloat32> place, Operand<TFloat32> drawn, int coordinate) {
    Operand<TFloat32> uniform =
        tf.reshape(Drawn.columns(tf, drawn, 2, 2 * CORNERS), tf.array(-1, CORNERS, 2));
    Operand<TFloat32> parts =
        new Factor(-scale / 2, scale / 2)
            .at(tf, tf.gather(uniform, tf.constant(coordinate), tf.constant(2)));
    return tf.math.add(place, tf.math.mul(place, parts));
  }

  /** The maps that take the moved corners to where they were: two equations for each corner. */
  private static Operand<TFloat32> maps(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TFloat32> y,
      Operand<TFloat32> movedX,
      Operand<TFloat32> movedY) {
    Operand<TFloat32> ones = tf.onesLike(movedX);
    Operand<TFloat32> zeros = tf.zerosLike(movedX);
    List<Operand<TFloat32>> place = List.of(movedX, movedY, ones);
    List<Operand<TFloat32>> none = List.of(zeros, zeros, zeros);
    Operand<TFloat32> matrix =
        tf.concat(
            List.of(
                rows(tf, place, none, tf.math.neg(x), movedX, movedY),
                rows(tf, none, place, tf.math.neg(y), movedX, movedY)),
            tf.constant(1));
    Operand<TFloat32> sides =
        tf.concat(List.of(tf.math.mul(x, ones), tf.math.mul(y, ones)), tf.constant(1));
    Operand<TFloat32> solved = tf.linalg.solve(matrix, tf.expandDims(sides, tf.constant(2)));
    return tf.reshape(solved, tf.array(-1, 2 * CORNERS));
  }

  private static Operand<TFloat32> rows(
      Ops tf,
      List<Operand<TFloat32>> first,
      List<Operand<TFloat32>> second,
      Operand<TFloat32> side,
      Operand<TFloat32> movedX,
      Operand<TFloat32> movedY) {
    return tf.stack(
        List.of(
            first.get(0),
            first.get(1),
            first.get(2),
            second.get(0),
            second.get(1),
            second.get(2),
            tf.math.mul(side, movedX),
            tf.math.mul(side, movedY)),
        Stack.axis(2L));
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with("scale", scale)
        .with("interpolation", filling.interpolation().kerasName())
        .with("fill_value", filling.value())
        .with(layout.config());
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomPerspective from(Config config) {
    config.ignore("seed");
    return new RandomPerspective(
        Factor.from(config, "factor", 0, new Factor(0, 1)),
        config.number("scale", 1),
        new Filling(
            FillMode.CONSTANT,
            config.number("fill_value", 0),
            Interpolation.from(config, Interpolation.BILINEAR)),
        Layout.from(config));
  }
}
