package org.cornu.functions;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.cornu.activations.Activations;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Activation;
import org.cornu.layers.Concatenate;
import org.cornu.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/**
 * A function that a layer computes too: the activations of {@code keras.ops}, and {@code
 * ops.concatenate}. It is the layer without its mask.
 *
 * @param className as Keras's operation is called
 * @param options of that operation
 * @param layer that computes it
 */
public record AsLayer(String className, Config options, Layer layer) implements FunctionLayer {

  private static final String CONCATENATE = "Concatenate";
  private static final Set<String> OF_NUMPY = Set.of(CONCATENATE, "Tanh");

  /** Those that there are. */
  static final List<String> NAMES =
      List.of(
          CONCATENATE,
          "Celu",
          "Elu",
          "Gelu",
          "Glu",
          "HardShrink",
          "HardSigmoid",
          "HardSilu",
          "HardTanh",
          "LeakyRelu",
          "LogSigmoid",
          "LogSoftmax",
          "Relu",
          "Relu6",
          "Selu",
          "Sigmoid",
          "Silu",
          "SoftShrink",
          "Softmax",
          "Softplus",
          "Softsign",
          "SparsePlus",
          "SparseSigmoid",
          "Sparsemax",
          "Squareplus",
          "Tanh",
          "TanhShrink",
          "Threshold");

  public AsLayer {
    Objects.requireNonNull(className, "a function needs a class name, got null");
    Objects.requireNonNull(options, "a function needs options or none, got null");
    Objects.requireNonNull(layer, "a function needs a layer, got null");
  }

  @Override
  public String module() {
    return OF_NUMPY.contains(className) ? FunctionLayer.super.module() : "keras.src.ops.nn";
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    return layer.outputs(inputs);
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return layer.call(scope.masked(List.of()), inputs);
  }

  @Override
  public Config config() {
    return options;
  }

  static AsLayer from(Config config, String className) {
    if (className.equals(CONCATENATE)) {
      return new AsLayer(className, config, Concatenate.from(config));
    }
    Object described =
        config.values().isEmpty()
            ? KerasClass.snakeCase(className)
            : config
                .emptied()
                .with("module", "keras.src.ops.nn")
                .with("class_name", activation(className))
                .with("config", config);
    return new AsLayer(
        className,
        config,
        new Activation(Activations.from(config.emptied().with("activation", described))));
  }

  /** What Cornu's activation is called that has the operation's options. */
  private static String activation(String className) {
    return switch (className) {
      case "Elu" -> "ELU";
      case "LeakyRelu" -> "LeakyReLU";
      default -> className;
    };
  }
}
