package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cornu.config.Config;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.layers.WeightOptions;
import org.tensorflow.ndarray.Shape;

/**
 * What is said of a cell's weights.
 *
 * @param kernel by which the inputs are multiplied
 * @param recurrent by which the states are
 * @param bias empty for none
 */
public record CellWeights(
    WeightOptions kernel, WeightOptions recurrent, Optional<WeightOptions> bias) {

  private static final WeightOptions USUAL_BIAS = WeightOptions.of(Initializers.zeros());

  /** Keras's: Glorot uniform, orthogonal, 0. */
  static final CellWeights DEFAULT =
      new CellWeights(
          WeightOptions.of(Initializers.glorotUniform()),
          WeightOptions.of(Initializers.orthogonal()),
          Optional.of(USUAL_BIAS));

  public CellWeights {
    Objects.requireNonNull(kernel, "a cell needs options of its kernel, got null");
    Objects.requireNonNull(recurrent, "a cell needs options of its recurrent kernel, got null");
    Objects.requireNonNull(bias, "a cell needs options of its bias or empty ones, got null");
  }

  CellWeights kernel(UnaryOperator<WeightOptions> change) {
    return new CellWeights(change.apply(kernel), recurrent, bias);
  }

  CellWeights recurrent(UnaryOperator<WeightOptions> change) {
    return new CellWeights(kernel, change.apply(recurrent), bias);
  }

  /** With another bias; where there is none, Keras's usual one is changed. */
  CellWeights bias(UnaryOperator<WeightOptions> change) {
    return new CellWeights(kernel, recurrent, Optional.of(change.apply(bias.orElse(USUAL_BIAS))));
  }

  CellWeights noBias() {
    return new CellWeights(kernel, recurrent, Optional.empty());
  }

  /** In Keras's order. */
  List<WeightSpec> specs(Shape kernelShape, Shape recurrentShape, Shape biasShape) {
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(kernel.weight("kernel", kernelShape));
    specs.add(recurrent.weight("recurrent_kernel", recurrentShape));
    bias.ifPresent(options -> specs.add(options.weight("bias", biasShape)));
    return specs;
  }

  /** Under Keras's names. */
  Config config() {
    return Config.of("use_bias", bias.isPresent())
        .with(kernel.config("kernel"))
        .with(recurrent.config("recurrent"))
        .with(bias.orElse(USUAL_BIAS).config("bias"));
  }

  /** Reads Keras's configuration. */
  static CellWeights from(Config config) {
    WeightOptions bias = WeightOptions.from(config, "bias", Initializers.zeros());
    return new CellWeights(
        WeightOptions.from(config, "kernel", Initializers.glorotUniform()),
        WeightOptions.from(config, "recurrent", Initializers.orthogonal()),
        config.flag("use_bias", true) ? Optional.of(bias) : Optional.empty());
  }
}
