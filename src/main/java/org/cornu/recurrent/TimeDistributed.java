package org.cornu.recurrent;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.Layer;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * A layer applied to each step of a sequence: (steps, input...) to (steps, output...) (Keras:
 * {@code TimeDistributed}). The steps of all samples are computed as one batch.
 *
 * @param layer of one input and one output
 */
public record TimeDistributed(Layer layer) implements Layer {

  private static final String PART = "layer";

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
    Shape samples = Shape.of(Shape.UNKNOWN_SIZE);
    Operand<T> values = merged(tf, x, samples.append(x.shape().tail().tail()).asArray());
    Operand<? extends TType> y = layer.call(scope.part(PART), List.of(values)).get(0);
    Shape steps = Shape.of(Shape.UNKNOWN_SIZE, x.shape().get(1));
    return Reshaping.like(tf, y, x, steps.append(y.shape().tail()).asArray());
  }

  /** (batch * steps, input...), of which the sizes that are open follow the steps. */
  private static <T extends TType> Operand<T> merged(Ops tf, Operand<T> x, long[] sizes) {
    Operand<TInt32> value =
        tf.slice(tf.shape(x), tf.constant(new int[] {2}), tf.constant(new int[] {-1}));
    boolean isOpen = Shape.of(sizes).tail().hasUnknownDimension();
    return tf.reshape(
        x,
        isOpen
            ? tf.concat(List.of(tf.constant(new int[] {-1}), value), tf.constant(0))
            : tf.dtypes.cast(tf.constant(sizes), TInt32.class));
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
