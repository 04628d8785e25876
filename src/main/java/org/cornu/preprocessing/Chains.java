package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.List;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Chains of operations whose results are mixed.
 *
 * @param count how many there are, 1 or more (Keras: {@code num_chains})
 * @param depth how many operations each is of, 1 or more (Keras: {@code chain_depth})
 * @param alpha of the Dirichlet distribution of how much each counts, and of the beta distribution
 *     of how much the image keeps of itself; above 0
 */
public record Chains(int count, int depth, double alpha) {

  public Chains {
    if (count < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "augMix needs 1 chain or more, of 1 operation or more, got %d and %d"
              .formatted(count, depth));
    }
    if (!(alpha > 0 && Double.isFinite(alpha))) {
      throw new IllegalArgumentException("augMix needs a finite alpha above 0, got " + alpha);
    }
  }

  Chains count(int count) {
    return new Chains(count, depth, alpha);
  }

  Chains depth(int depth) {
    return new Chains(count, depth, alpha);
  }

  Chains alpha(double alpha) {
    return new Chains(count, depth, alpha);
  }

  /** How many numbers all chains take for an image. */
  int draws(Repertoire repertoire) {
    return count * depth * (1 + repertoire.draws());
  }

  /** The sum of what the chains make of images, each times its share: (batch) each. */
  Varied vary(
      Ops tf,
      Repertoire repertoire,
      Operand<TFloat32> images,
      List<Operand<TFloat32>> shares,
      Operand<TFloat32> drawn) {
    List<Varied> chains = new ArrayList<>();
    List<Operand<TFloat32>> parts = new ArrayList<>();
    List<Operand<TFloat32>> weights =
        shares.stream().map(each -> Drawn.perImage(tf, each)).toList();
    for (int i = 0; i < count; i++) {
      chains.add(repertoire.vary(tf, images, steps(tf, repertoire, i, drawn)));
      parts.add(tf.math.mul(weights.get(i), chains.get(i).images()));
    }
    return Varied.of(
        tf.math.addN(parts),
        dy -> {
          List<Operand<TFloat32>> gradients = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            gradients.add(chains.get(i).gradient(tf, images, tf.math.mul(weights.get(i), dy)));
          }
          return tf.math.addN(gradients);
        });
  }

  private List<Repertoire.Step> steps(
      Ops tf, Repertoire repertoire, int chain, Operand<TFloat32> drawn) {
    int width = 1 + repertoire.draws();
    List<Repertoire.Step> steps = new ArrayList<>();
    for (int i = chain * depth; i < (chain + 1) * depth; i++) {
      Operand<TFloat32> first = Drawn.column(tf, drawn, i * width);
      steps.add(
          new Repertoire.Step(
              Repertoire.place(tf, first, repertoire.operations().size() + 1),
              Drawn.columns(tf, drawn, i * width + 1, width - 1)));
    }
    return steps;
  }

  Config config() {
    return Config.of("num_chains", count).with("chain_depth", depth).with("alpha", alpha);
  }

  static Chains from(Config config) {
    return new Chains(
        config.integer("num_chains", 3),
        config.integer("chain_depth", 3),
        config.number("alpha", 1));
  }
}
