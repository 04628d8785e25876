package org.cornu.layers;

import java.util.List;
import java.util.Map;
import org.cornu.config.Configurable;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.graph.LayerStates;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * A layer: its configuration, and pure functions of it (Keras: {@code Layer}). It holds no weights
 * and no ops; those belong to the graph that a net is compiled to. Most layers read one input and
 * give one output, both floats: see {@link UnaryLayer}, and for those that put several together
 * {@link MergingLayer}.
 *
 * <p>Shapes are those of one sample, without the batch axis; operands have it in front.
 */
public interface Layer extends Configurable {

  /**
   * What the layer gives.
   *
   * @return one or more
   * @throws IllegalArgumentException if the layer cannot read these inputs; the message says what
   *     it needs and what it got, the net adds which layer it was
   */
  List<Spec> outputs(List<Spec> inputs);

  /** The weights, in Keras's order; none by default. Those of its parts are not among them. */
  default List<WeightSpec> weights(List<Spec> inputs) {
    return List.of();
  }

  /**
   * What the layer keeps from one batch to the next, (batch, ...) each, by names; none by default.
   * It is 0 before the first batch and no file of a net holds it. Those of its parts are not among
   * them. A call reads and sets it by {@link LayerStates}.
   */
  default Map<String, Shape> states(List<Spec> inputs) {
    return Map.of();
  }

  /** The layers within this one, which {@code call} calls; none by default. */
  default List<InnerLayer> parts(List<Spec> inputs) {
    return List.of();
  }

  /**
   * Whether a mask of what the layer reads holds for what it gives, so that it travels on (Keras:
   * {@code supports_masking}). By default it does not, and ends here; a layer that makes another of
   * it gives that by {@link LayerScope#giveMask}.
   */
  default boolean passesMask() {
    return false;
  }

  /**
   * The same of one of several outputs; as in Keras the first alone by default.
   *
   * @param output its place
   */
  default boolean passesMask(int output) {
    return output == 0 && passesMask();
  }

  /**
   * Whether the layer may give a mask, by {@link LayerScope#giveMask}, of a value that has none
   * (Keras: {@code compute_mask}); false by default.
   */
  default boolean makesMask() {
    return false;
  }

  /**
   * Whether a call takes away the masks of what it reads, so that calls of several inputs after it
   * find none, as Keras's {@code MultiHeadAttention} does; false by default.
   */
  default boolean takesMasks() {
    return false;
  }

  /**
   * Whether the mask of its only input is an argument of the call, as in Keras's recurrent layers,
   * and not only what travels by; false by default.
   */
  default boolean hasMaskArgument() {
    return false;
  }

  /** Emits the ops of one call: for each (batch, input...) the outputs, (batch, output...). */
  List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs);

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

  /**
   * This layer in a precision of its own (Keras: {@code dtype=}); by default float32, or within
   * another layer that one's.
   */
  default Placed dtypePolicy(DTypePolicy policy) {
    return Placed.of(this).dtypePolicy(policy);
  }

  /**
   * What this layer makes of some values of a net that is being described. Each call places a layer
   * of its own in the net; {@link Layers#shared} gives one that may be called several times.
   *
   * @throws IllegalArgumentException if it cannot read them, or gives more than one value
   */
  default Value on(Value... inputs) {
    return new Shared<>(this).on(inputs);
  }

  /** The same of a layer that gives several values. */
  default List<Value> outputsOn(Value... inputs) {
    return new Shared<>(this).outputsOn(inputs);
  }
}
