package org.cornu.functions;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * A row of zeros with a one at the place that a whole number says, or without where there is none:
 * (...) whole numbers to (..., classes) floats (Keras: {@code ops.one_hot}).
 *
 * @param classes how long a row is, above 0
 */
public record OneHot(int classes) implements FunctionLayer {

  public OneHot {
    if (classes < 1) {
      throw new IllegalArgumentException("oneHot needs 1 class or more, got " + classes);
    }
  }

  @Override
  public String module() {
    return "keras.src.ops.nn";
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    Spec input = UnaryLayer.only(inputs);
    if (input.isFloat() || input.dtype() == DType.BOOL || input.dtype() == DType.STRING) {
      throw new IllegalArgumentException(
          "needs whole numbers, got %s; put cast(DType.INT32) in front of floats".formatted(input));
    }
    return List.of(Spec.floats(input.shape().append(Shape.of(classes))));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<TInt64> places = tf.dtypes.cast(UnaryLayer.only(inputs), TInt64.class);
    return List.of(tf.oneHot(places, tf.constant(classes), tf.constant(1f), tf.constant(0f)));
  }

  @Override
  public Config config() {
    return Config.of("num_classes", classes)
        .with("axis", -1)
        .with("dtype", DType.FLOAT32.kerasName())
        .with("sparse", false);
  }

  /** Reads Keras's configuration. */
  public static OneHot from(Config config) {
    config.require("axis", -1);
    config.require("dtype", DType.FLOAT32.kerasName());
    config.require("sparse", false);
    return new OneHot(config.integer("num_classes"));
  }
}
