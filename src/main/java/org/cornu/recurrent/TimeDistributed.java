package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.Layer;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * A layer applied to each step of a sequence: (steps, input...) to (steps, output...) (Keras:
 * {@code TimeDistributed}). The steps of all samples are computed as one batch. A mask of axes
 * within the steps reaches the layer; what it gives has that of the steps: those in which anything
 * counts.
 *
 * @param layer of one input and one output
 */
public record TimeDistributed(Layer layer) implements Layer {

  /** The name of the layer within it. */
  public static final String PART = "layer";

  public TimeDistributed {
    Objects.requireNonNull(layer, "timeDistributed needs a layer, got null");
  }

  /** A step's value. */
  private static Spec value(List<Spec> inputs) {
    Spec sequence = inputs.get(0);
    if (inputs.size() != 1 || sequence.shape().numDimensions() < 2) {
      throw new IllegalArgumentException(
          "needs one input of (steps, input...), got " + Spec.text(inputs));
    }
    return new Spec(sequence.shape().tail(), sequence.dtype());
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    List<Spec> outputs = layer.outputs(List.of(value(inputs)));
    if (!InnerLayer.states(layer, List.of(value(inputs))).isEmpty()) {
      throw new IllegalArgumentException(
          "needs a layer that keeps no states, as the steps of all samples are one batch; leave stateful out");
    }
    if (outputs.size() != 1) {
      throw new IllegalArgumentException(
          "needs a layer of one output, got one of " + outputs.size());
    }
    Shape steps = Shape.of(inputs.get(0).shape().get(0));
    return List.of(new Spec(steps.append(outputs.get(0).shape()), outputs.get(0).dtype()));
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    return List.of(new InnerLayer(PART, layer, List.of(value(inputs))));
  }

  @Override
  public boolean hasMaskArgument() {
    return true;
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return List.of(distributed(scope, inputs.get(0)));
  }

  private <T extends TType> Operand<? extends TType> distributed(LayerScope scope, Operand<T> x) {
    Ops tf = scope.tf();
    Operand<T> values = merged(tf, x);
    LayerScope inner =
        scope
            .part(PART)
            .divided(Reshaping.size(tf, x, 1))
            .masked(masks(scope, values.shape().numDimensions()));
    Operand<? extends TType> y = layer.call(inner, List.of(values)).get(0);
    giveMask(scope, y.shape().numDimensions());
    Shape steps = Shape.of(Shape.UNKNOWN_SIZE, x.shape().get(1));
    return Reshaping.like(tf, y, x, steps.append(y.shape().tail()).asArray());
  }

  /**
   * What the layer within is told of a mask: that of axes within its steps, or of steps that are
   * rows.
   */
  private static List<Optional<Operand<TBool>>> masks(LayerScope scope, int axes) {
    Optional<Operand<TBool>> mask = scope.mask();
    boolean isTold = mask.isPresent() && (axes == 2 || mask.get().shape().numDimensions() > 2);
    return isTold ? List.of(Optional.of(merged(scope.tf(), mask.get()))) : List.of();
  }

  /** A step counts if anything in it does, where the layer within has taken that together. */
  private static void giveMask(LayerScope scope, int axes) {
    Optional<Operand<TBool>> mask = scope.mask();
    if (mask.isPresent() && mask.get().shape().numDimensions() > axes) {
      int[] within = IntStream.range(axes, mask.get().shape().numDimensions()).toArray();
      scope.giveMask(scope.tf().reduceAny(mask.get(), scope.tf().constant(within)));
    }
  }

  /** (batch, steps, input...) to (batch * steps, input...). */
  private static <T extends TType> Operand<T> merged(Ops tf, Operand<T> x) {
    List<Operand<TInt32>> sizes = new ArrayList<>();
    sizes.add(tf.constant(-1));
    for (int axis = 2; axis < x.shape().numDimensions(); axis++) {
      sizes.add(Reshaping.size(tf, x, axis));
    }
    return tf.reshape(x, tf.stack(sizes));
  }

  @Override
  public Config config() {
    return Config.of(PART, layer);
  }

  /** Reads Keras's configuration. */
  public static TimeDistributed from(Config config) {
    return new TimeDistributed(InnerLayer.from(config, PART));
  }
}
