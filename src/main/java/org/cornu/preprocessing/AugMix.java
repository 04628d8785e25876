package org.cornu.preprocessing;

import java.util.List;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Sends each image through several chains of operations that are drawn for it, and mixes what comes
 * out with the image, while training: (height, width, channels) to the same (Keras: {@code AugMix};
 * Hendrycks et al. 2020). The operations are those of {@link RandAugment}, or none, each equally
 * likely; with all of them images have 3 channels or 1. Keras 3.15 draws one set of chains for all
 * images of a batch, and in {@code fit} one for all batches.
 *
 * @param chains how many are mixed, and how many operations each is of
 * @param strength of each operation
 * @param allOps whether light and colours are varied too
 * @param layout of the images
 */
public record AugMix(Chains chains, Strength strength, boolean allOps, Layout layout)
    implements Augmentation {

  static final double FACTOR = 0.3;

  /** With another number of chains than 3. */
  public AugMix numChains(int numChains) {
    return new AugMix(chains.count(numChains), strength, allOps, layout);
  }

  /** With another number of operations in a chain than 3; some of them are none. */
  public AugMix chainDepth(int chainDepth) {
    return new AugMix(chains.depth(chainDepth), strength, allOps, layout);
  }

  /** With another alpha than 1 of the distributions of how much an image and a chain count. */
  public AugMix alpha(double alpha) {
    return new AugMix(chains.alpha(alpha), strength, allOps, layout);
  }

  /** With another factor of each operation than between 0 and 0.3, in [0, 1]. */
  public AugMix factor(double lower, double upper) {
    return new AugMix(chains, strength.factor(lower, upper), allOps, layout);
  }

  /** Without those that change light and colours, for any number of channels. */
  public AugMix noColors() {
    return new AugMix(chains, strength, false, layout);
  }

  /** With another interpolation of moved pixels, NEAREST or BILINEAR. */
  public AugMix interpolation(Interpolation interpolation) {
    return new AugMix(chains, strength.interpolation(interpolation), allOps, layout);
  }

  /** For pixels between other values than 0 and 255. */
  public AugMix valueRange(double low, double high) {
    return new AugMix(chains, strength.range(low, high), allOps, layout);
  }

  /** For images (channels, height, width). */
  public AugMix channelsFirst() {
    return new AugMix(chains, strength, allOps, Layout.CHANNELS_FIRST);
  }

  private Repertoire repertoire() {
    return new Repertoire(
        Stream.of(
                strength.moves(),
                strength.values(),
                allOps ? strength.colours() : List.<Varying>of())
            .flatMap(List::stream)
            .toList());
  }

  @Override
  public Shape outputShape(Shape input) {
    Images.last(layout, input);
    return allOps ? Colours.requireThreeOrOne(layout, input) : input;
  }

  @Override
  public int draws() {
    return chains.count() + chains.draws(repertoire());
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    return varied(tf, images, drawn).images();
  }

  @Override
  public Varied varied(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> alpha = tf.constant((float) chains.alpha());
    int count = chains.count();
    return mixed(
        tf,
        images,
        Noise.beta(tf, alpha, Drawn.column(tf, drawn, 0)),
        Noise.dirichlet(tf, chains.alpha(), count, Drawn.columns(tf, drawn, 1, count - 1)),
        Drawn.columns(tf, drawn, count, chains.draws(repertoire())));
  }

  /**
   * Emits the ops that mix.
   *
   * @param weight how much an image keeps of itself: (batch)
   * @param shares of the chains, which add up to 1: (batch) each
   * @param drawn by which the chains vary images: (batch, draws)
   */
  Varied mixed(
      Ops tf,
      Operand<TFloat32> images,
      Operand<TFloat32> weight,
      List<Operand<TFloat32>> shares,
      Operand<TFloat32> drawn) {
    Operand<TFloat32> own = Drawn.perImage(tf, weight);
    Varied chained = chains.vary(tf, repertoire(), images, shares, drawn);
    Operand<TFloat32> mixed = Mixing.blend(tf, own, images, chained.images());
    ValueRange range = strength.range();
    Operand<TFloat32> within = range.clip(tf, mixed);
    return Varied.of(
        within,
        dy -> {
          Operand<TFloat32> through =
              tf.select(tf.math.equal(within, mixed), dy, tf.zerosLike(dy)); // of what was clipped
          Operand<TFloat32> rest = tf.math.sub(tf.constant(1f), own);
          return tf.math.add(
              tf.math.mul(own, through), chained.gradient(tf, images, tf.math.mul(rest, through)));
        });
  }

  @Override
  public Config config() {
    return chains.config().with("all_ops", allOps).with(strength.config()).with(layout.config());
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static AugMix from(Config config) {
    config.ignore("seed");
    return new AugMix(
        Chains.from(config),
        Strength.from(config, FACTOR),
        config.flag("all_ops", true),
        Layout.from(config));
  }
}
