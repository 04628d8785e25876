package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Lays another image of the batch over each, half-transparent, while training: images (height,
 * width, channels), and labels (classes) if they are read too, to the same (Keras: {@code MixUp};
 * Zhang et al. 2018).
 *
 * <pre>{@code
 * List<Value> mixed = mixUp().outputsOn(images, labels);
 * }</pre>
 *
 * <p>Keras reads the two by their names in a dict; its files hold a layer of two inputs in no other
 * way, so a net with one is Cornu's alone. What a net is compared with in {@code fit} are the
 * labels of the data: give mixed ones to a layer that adds a loss.
 *
 * @param alpha of the beta distribution (alpha, alpha) of how much an image keeps of itself, above
 *     0
 * @param layout of the images
 */
public record MixUp(double alpha, Layout layout) implements Mixing {

  public MixUp {
    if (!(alpha > 0 && Double.isFinite(alpha))) {
      throw new IllegalArgumentException("mixUp needs a finite alpha above 0, got " + alpha);
    }
  }

  /** With another alpha than 0.2. */
  public MixUp alpha(double alpha) {
    return new MixUp(alpha, layout);
  }

  /** For images (channels, height, width). */
  public MixUp channelsFirst() {
    return new MixUp(alpha, Layout.CHANNELS_FIRST);
  }

  @Override
  public Mixed mix(LayerScope scope, Operand<TFloat32> images) {
    Ops tf = scope.tf();
    Operand<TFloat32> drawn = Drawn.rows(scope, images, 2);
    Operand<TFloat32> weight =
        Noise.beta(tf, tf.constant((float) alpha), Drawn.column(tf, drawn, 1));
    return mixed(tf, images, Mixing.order(tf, Drawn.column(tf, drawn, 0)), weight);
  }

  static Mixed mixed(
      Ops tf, Operand<TFloat32> images, Operand<TInt32> order, Operand<TFloat32> weight) {
    Operand<TFloat32> others = tf.gather(images, order, tf.constant(0));
    return new Mixed(Mixing.blend(tf, Drawn.perImage(tf, weight), images, others), order, weight);
  }

  @Override
  public Config config() {
    return Config.of("alpha", alpha).with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static MixUp from(Config config) {
    config.ignore("seed");
    return new MixUp(config.number("alpha", 0.2), Layout.from(config));
  }
}
