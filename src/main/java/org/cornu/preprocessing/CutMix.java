package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Puts a box of another image of the batch into each while training: images (height, width,
 * channels), and labels (classes) if they are read too, to the same (Keras: {@code CutMix}; Yun et
 * al. 2019). As of {@link MixUp}, a net with labels is Cornu's alone.
 *
 * @param factor between which the alpha of a beta distribution (alpha, alpha) is drawn for a batch,
 *     in [0, 1]: that of how much an image keeps of itself
 * @param layout of the images
 */
public record CutMix(Factor factor, Layout layout) implements Mixing {

  private static final float LEAST_ALPHA = 1e-6f;

  public CutMix {
    factor.require("cutMix", 0, 1);
  }

  /** With other bounds of alpha than 0 and 1. */
  public CutMix factor(double lower, double upper) {
    return new CutMix(new Factor(lower, upper), layout);
  }

  /** For images (channels, height, width). */
  public CutMix channelsFirst() {
    return new CutMix(factor, Layout.CHANNELS_FIRST);
  }

  @Override
  public Mixed mix(LayerScope scope, Operand<TFloat32> images) {
    Ops tf = scope.tf();
    Operand<TFloat32> one = tf.squeeze(scope.uniformForAll(tf.array(1)));
    Operand<TFloat32> alpha = tf.math.add(factor.at(tf, one), tf.constant(LEAST_ALPHA));
    Operand<TFloat32> drawn = Drawn.rows(scope, images, 4);
    return mixed(
        tf,
        images,
        Mixing.order(tf, Drawn.column(tf, drawn, 3)),
        Noise.beta(tf, alpha, Drawn.column(tf, drawn, 0)),
        drawn);
  }

  /**
   * Emits the ops of the boxes.
   *
   * @param weight how much an image keeps of itself, (batch)
   * @param drawn (batch, 3) or more: the second and third tell how far across and down a box is
   */
  static Mixed mixed(
      Ops tf,
      Operand<TFloat32> images,
      Operand<TInt32> order,
      Operand<TFloat32> weight,
      Operand<TFloat32> drawn) {
    Operand<TFloat32> part = tf.math.sqrt(tf.math.sub(tf.constant(1f), weight));
    Box box =
        Box.of(
            tf,
            images,
            new Box.Side(part, Drawn.column(tf, drawn, 1)),
            new Box.Side(part, Drawn.column(tf, drawn, 2)));
    Operand<TFloat32> others = tf.gather(images, order, tf.constant(0));
    return new Mixed(tf.select(box.mask(), others, images), order, box.outside());
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config()).with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static CutMix from(Config config) {
    config.ignore("seed");
    return new CutMix(Factor.from(config, "factor", 0, new Factor(0, 1)), Layout.from(config));
  }
}
