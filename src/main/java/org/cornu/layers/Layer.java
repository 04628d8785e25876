package org.cornu.layers;

import java.util.List;
import org.cornu.config.Configurable;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A layer: its configuration, and three pure functions of it (Keras: {@code Layer}). It holds no
 * weights and no ops; those belong to the graph that a net is compiled to. Most layers read one
 * input: see {@link UnaryLayer}.
 *
 * <p>Shapes are those of one sample, without the batch axis; operands have it in front.
 */
public interface Layer extends Configurable {

  /**
   * The output's shape.
   *
   * @throws IllegalArgumentException if the layer cannot read these inputs; the message says what
   *     it needs and what it got, the net adds which layer it was
   */
  Shape outputShape(List<Shape> inputs);

  /** The weights, in Keras's order; none by default. */
  default List<WeightSpec> weights(List<Shape> inputs) {
    return List.of();
  }

  /** Emits the ops of one call: (batch, input...) to (batch, output...). */
  Operand<TFloat32> call(LayerScope scope, List<Operand<TFloat32>> inputs);

  /**
   * This layer under a name of its own.
   *
   * @param name unique in the net, without {@code /}
   */
  default Placed named(String name) {
    return Placed.of(this).named(name);
  }

  /**
   * This layer with weights that training leaves as they are (Keras: {@code trainable = False}).
   */
  default Placed frozen() {
    return Placed.of(this).frozen();
  }

  /** This layer in a precision of its own (Keras: {@code dtype=}); float32 by default. */
  default Placed dtypePolicy(DTypePolicy policy) {
    return Placed.of(this).dtypePolicy(policy);
  }
}
