package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.LayerStates;
import org.cornu.graph.Spec;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.KernelOptions;
import org.cornu.layers.Layer;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A layer that goes through sequences with a cell: (steps, features) to (units), or to (steps,
 * units) where it returns sequences, and the last states behind that where it returns them. The
 * states begin at 0, or at what it reads behind the sequences (Keras: {@code initial_state}). A
 * step that a mask leaves out keeps the states as they are; where it reads states, it goes by no
 * mask, as in Keras 3, unless it heeds them.
 *
 * @param <L> the layer's type, which its options return
 */
public interface RecurrentLayer<L extends RecurrentLayer<L>> extends Layer {

  /** The name of the cell within the layer. */
  String CELL = "cell";

  /** What is computed in each step. */
  Cell cell();

  /** How it goes through sequences. */
  RecurrentOptions run();

  /** This layer, going another way. */
  L run(RecurrentOptions options);

  /** What the output adds to the loss, and states that are returned; empty for nothing. */
  default Optional<Regularizer> activityRegularizer() {
    return Optional.empty();
  }

  /** Giving the outputs of all steps: (steps, units). */
  default L returnSequences() {
    return run(run().returnSequences(true));
  }

  /** Giving the last states too, behind the output. */
  default L returnState() {
    return run(run().returnState(true));
  }

  /** Beginning with the last step. */
  default L goBackwards() {
    return run(run().goBackwards(true));
  }

  /**
   * With ops for each step, which may be faster for few; in a loop still where the length is open.
   */
  default L unroll() {
    return run(run().unroll(true));
  }

  /**
   * Keeping its last states, with which the next batch begins, also one that is only asked; {@code
   * Model.resetStates} puts them to 0 (Keras: {@code stateful=True}, of an input with a batch
   * size).
   *
   * @param batchSize samples of each batch, 1 or more: the first goes on with the first
   */
  default L stateful(int batchSize) {
    return run(run().stateful(batchSize));
  }

  /** Giving 0 for steps that do not count, in place of the output before them. */
  default L zeroOutputForMask() {
    return run(run().zeroOutputForMask(true));
  }

  /** Going by a mask also where it reads its first states, as Keras 2 does. */
  default L heedMask() {
    return run(run().heedsMask(true));
  }

  /** What the cell reads: a step's value, and the states. */
  private List<Spec> ofCell(List<Spec> inputs) {
    Shape sequence = inputs.get(0).numbers().shape();
    if (sequence.numDimensions() < 2) {
      throw new IllegalArgumentException(
          "needs sequences of (steps, features), got " + inputs.get(0));
    }
    List<Spec> read = new ArrayList<>();
    read.add(Spec.floats(sequence.tail()));
    cell().stateShapes(sequence.tail()).forEach(shape -> read.add(Spec.floats(shape)));
    return read;
  }

  @Override
  default List<Spec> outputs(List<Spec> inputs) {
    List<Spec> read = ofCell(inputs);
    List<Spec> states = read.subList(1, read.size());
    if (inputs.size() > 1) {
      States.require(inputs, states);
    }
    long steps = inputs.get(0).shape().get(0);
    Shape output = cell().outputShape(read.get(0).shape());
    List<Spec> outputs = new ArrayList<>();
    outputs.add(Spec.floats(run().returnSequences() ? Shape.of(steps).append(output) : output));
    if (run().returnState()) {
      outputs.addAll(states);
    }
    return outputs;
  }

  @Override
  default Map<String, Shape> states(List<Spec> inputs) {
    Map<String, Shape> states = new LinkedHashMap<>();
    if (run().stateful().isPresent()) {
      Shape batch = Shape.of(run().stateful().getAsInt());
      for (Shape state : cell().stateShapes(ofCell(inputs).get(0).shape())) {
        states.put(States.name(states.size()), batch.append(state));
      }
    }
    return states;
  }

  @Override
  default List<InnerLayer> parts(List<Spec> inputs) {
    return List.of(new InnerLayer(CELL, cell(), ofCell(inputs)));
  }

  @Override
  default boolean hasMaskArgument() {
    return true;
  }

  @Override
  default boolean passesMask() {
    return run().returnSequences();
  }

  @Override
  default List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    boolean isMasked = inputs.size() == 1 || run().heedsMask();
    LayerScope told = isMasked ? scope : scope.masked(List.of());
    Cell.Next last = Sequences.run(told, cell(), run(), inputs);
    for (int i = 0; i < last.states().size(); i++) {
      LayerStates.leave(scope, States.name(i), last.states().get(i));
    }
    List<Operand<TFloat32>> given = new ArrayList<>();
    given.add(last.output());
    if (run().returnState()) {
      given.addAll(last.states());
    }
    for (Operand<TFloat32> each : given) {
      activityRegularizer()
          .ifPresent(regularizer -> KernelOptions.penalize(scope, each, regularizer));
    }
    return List.copyOf(given);
  }

  /** The cell's options beside those of the way through sequences, as in Keras's own layers. */
  @Override
  default Config config() {
    Config config = cell().config().with(run().config());
    return activityRegularizer().isPresent()
        ? config.with("activity_regularizer", activityRegularizer().get())
        : config;
  }
}
