package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.layers.Layer;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * What a recurrent layer computes in each step: from the sequence's value and the states before to
 * an output and the states after (Keras: the {@code cell} of an {@code RNN}). A cell of your own is
 * a record with {@code stateShapes}, {@code weights} and {@code step}; {@code rnn(cell)} runs it
 * over sequences of any length.
 *
 * <p>As a layer by itself it is one step: it reads the value and the states, and gives the output
 * and the states.
 */
public interface Cell extends Layer {

  /**
   * The shapes of the states, of which there is one at least, with sizes that are known.
   *
   * @param input shape of a step's value
   * @throws IllegalArgumentException if the cell cannot read such values
   */
  List<Shape> stateShapes(Shape input);

  /** The shape of what a step gives; that of the first state by default. */
  default Shape outputShape(Shape input) {
    return stateShapes(input).get(0);
  }

  /** The weights, in Keras's order. */
  List<WeightSpec> weights(Shape input);

  /**
   * What is drawn once and holds for all steps of a sequence, such as what dropout leaves out, by
   * names; none by default. Asked for in training alone.
   *
   * @param samples how many the batch has
   * @param input shape of a step's value
   */
  default Map<String, Operand<TFloat32>> drawn(
      LayerScope scope, Operand<TInt32> samples, Shape input) {
    return Map.of();
  }

  /**
   * What of a step hangs on the sequence alone: computed for all steps at once, before the first.
   * The values themselves by default. A step then reads what this gives.
   *
   * @param x (..., batch, input...)
   * @param drawn what {@link #drawn} gave, none in inference
   */
  default Operand<TFloat32> ahead(
      LayerScope scope, Operand<TFloat32> x, Map<String, Operand<TFloat32>> drawn) {
    return x;
  }

  /**
   * The weight by which each step multiplies its first state, (size, ...), if the loop is to do
   * that: in training each step then needs two products less, and all steps together one more. None
   * by default. A step reads the product, and multiplies by itself where it is not given one.
   *
   * @param drawn what {@link #drawn} gave
   */
  default Optional<String> stateKernel(Map<String, Operand<TFloat32>> drawn) {
    return Optional.empty();
  }

  /**
   * Whether a step, and what is computed ahead, is of each sample by itself, and what is drawn has
   * the samples first. Then the halves of a batch go through loops of their own, side by side,
   * which is faster where a step is too small for more than one core. False by default.
   */
  default boolean goesInHalves() {
    return false;
  }

  /**
   * Emits one step, which may not draw, set weights or add to the loss: its ops are there once for
   * all steps.
   */
  Next step(LayerScope scope, Now now);

  /**
   * What a step reads.
   *
   * @param x the sequence's value: (batch, input...)
   * @param states before the step: (batch, state...) each
   * @param drawn what holds for all steps; none in inference
   * @param product of the first state and the {@link #stateKernel}, if it is there already
   */
  record Now(
      Operand<TFloat32> x,
      List<Operand<TFloat32>> states,
      Map<String, Operand<TFloat32>> drawn,
      Optional<Operand<TFloat32>> product) {

    public Now {
      states = List.copyOf(states);
      drawn = Collections.unmodifiableMap(new LinkedHashMap<>(drawn));
    }

    /** The first state, or the only one. */
    public Operand<TFloat32> state() {
      return states.get(0);
    }
  }

  /**
   * What a step gives.
   *
   * @param output (batch, output...)
   * @param states after the step, as many as before
   */
  record Next(Operand<TFloat32> output, List<Operand<TFloat32>> states) {

    public Next {
      states = List.copyOf(states);
    }

    List<Operand<TFloat32>> inARow() {
      List<Operand<TFloat32>> row = new ArrayList<>();
      row.add(output);
      row.addAll(states);
      return row;
    }

    /** An output that is the only state too. */
    public static Next of(Operand<TFloat32> output) {
      return new Next(output, List.of(output));
    }
  }

  @Override
  default List<Spec> outputs(List<Spec> inputs) {
    Shape input = inputs.get(0).numbers().shape();
    List<Spec> outputs = new ArrayList<>();
    outputs.add(Spec.floats(outputShape(input)));
    stateShapes(input).forEach(shape -> outputs.add(Spec.floats(shape)));
    States.require(inputs, outputs.subList(1, outputs.size()));
    return outputs;
  }

  @Override
  default List<WeightSpec> weights(List<Spec> inputs) {
    return weights(inputs.get(0).shape());
  }

  @Override
  default List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Operand<TFloat32> x = scope.floats(inputs.get(0));
    List<Operand<TFloat32>> states = new ArrayList<>();
    inputs.stream().skip(1).forEach(each -> states.add(scope.floats(each)));
    Map<String, Operand<TFloat32>> drawn =
        scope.training()
            ? drawn(scope, Reshaping.size(scope.tf(), x, 0), x.shape().tail())
            : Map.of();
    Next next = step(scope, new Now(ahead(scope, x, drawn), states, drawn, Optional.empty()));
    return List.copyOf(next.inARow());
  }
}
