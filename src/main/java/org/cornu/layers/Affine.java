package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cornu.config.Config;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.tensorflow.ndarray.Shape;

/**
 * What a layer that normalizes then multiplies with and adds.
 *
 * @param gamma to multiply with; empty for none (Keras: {@code scale=False})
 * @param beta to add; empty for none (Keras: {@code center=False})
 */
public record Affine(Optional<WeightOptions> gamma, Optional<WeightOptions> beta) {

  private static final WeightOptions USUAL_GAMMA = WeightOptions.of(Initializers.ones());
  private static final WeightOptions USUAL_BETA = WeightOptions.of(Initializers.zeros());

  /** Ones and zeros at first, as in Keras. */
  static final Affine USUAL = new Affine(Optional.of(USUAL_GAMMA), Optional.of(USUAL_BETA));

  public Affine {
    Objects.requireNonNull(gamma, "a normalization needs a gamma or an empty one, got null");
    Objects.requireNonNull(beta, "a normalization needs a beta or an empty one, got null");
  }

  Affine noGamma() {
    return new Affine(Optional.empty(), beta);
  }

  Affine noBeta() {
    return new Affine(gamma, Optional.empty());
  }

  /** With another gamma; where there is none, Keras's usual one is changed. */
  Affine gamma(UnaryOperator<WeightOptions> change) {
    return new Affine(Optional.of(change.apply(gamma.orElse(USUAL_GAMMA))), beta);
  }

  /** With another beta; where there is none, Keras's usual one is changed. */
  Affine beta(UnaryOperator<WeightOptions> change) {
    return new Affine(gamma, Optional.of(change.apply(beta.orElse(USUAL_BETA))));
  }

  /** Those that there are. */
  List<WeightSpec> weights(Shape shape) {
    List<WeightSpec> weights = new ArrayList<>();
    gamma.ifPresent(options -> weights.add(options.weight("gamma", shape)));
    beta.ifPresent(options -> weights.add(options.weight("beta", shape)));
    return weights;
  }

  /** Under Keras's names. */
  Config config() {
    return Config.of("center", beta.isPresent())
        .with("scale", gamma.isPresent())
        .with(said("beta", beta, USUAL_BETA))
        .with(said("gamma", gamma, USUAL_GAMMA));
  }

  /** What is not as usual: a checkpoint tells nets apart by their configuration. */
  private static Config said(String weight, Optional<WeightOptions> options, WeightOptions usual) {
    return options.orElse(usual).equals(usual) ? Config.EMPTY : options.get().config(weight);
  }

  /** Reads Keras's configuration. */
  static Affine from(Config config) {
    WeightOptions gamma = WeightOptions.from(config, "gamma", Initializers.ones());
    WeightOptions beta = WeightOptions.from(config, "beta", Initializers.zeros());
    return new Affine(
        config.flag("scale", true) ? Optional.of(gamma) : Optional.empty(),
        config.flag("center", true) ? Optional.of(beta) : Optional.empty());
  }
}
