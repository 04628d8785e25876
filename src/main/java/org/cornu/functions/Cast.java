package org.cornu.functions;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/**
 * The same numbers in another type: (...) to the same (Keras: {@code ops.cast}). Floats lose what
 * lies behind the point where they become whole numbers; booleans are 0 and 1.
 *
 * @param dtype any but STRING
 */
public record Cast(DType dtype) implements FunctionLayer {

  public Cast {
    Objects.requireNonNull(dtype, "cast needs a dtype, got null");
    if (dtype == DType.STRING) {
      throw new IllegalArgumentException("cast needs a dtype of numbers, got STRING");
    }
  }

  @Override
  public String module() {
    return "keras.src.ops.core";
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    Spec input = UnaryLayer.only(inputs);
    if (input.dtype() == DType.STRING) {
      throw new IllegalArgumentException("needs numbers, got " + input);
    }
    return List.of(new Spec(input.shape(), dtype));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return List.of(scope.tf().dtypes.cast(UnaryLayer.only(inputs), dtype.type()));
  }

  @Override
  public Config config() {
    return Config.of("dtype", dtype.kerasName());
  }

  /** Reads Keras's configuration. */
  public static Cast from(Config config) {
    return new Cast(
        DType.of(config.text("dtype"))
            .orElseThrow(() -> config.wrong("dtype", "float32, int32, int64, uint8 or bool")));
  }
}
