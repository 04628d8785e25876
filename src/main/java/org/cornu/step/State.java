package org.cornu.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.graph.Resource;
import org.cornu.graph.Variable;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.Slot;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * All that training changes.
 *
 * @param weights of the net, by their paths
 * @param states that its layers keep from batch to batch, by their paths
 * @param kept what the optimizer keeps, in the order of Keras's files
 * @param slots the variables of that, by their keys
 * @param setRate the learning rate of the next step; empty if a schedule gives it
 * @param rate the same, to be fetched
 * @param iteration how many steps were taken
 * @param clear puts slots that begin with a number and the iteration back there, where to feed
 *     zeros takes a millisecond each
 * @param takeWeights puts slots that begin as their weights there; empty if there are none
 */
public record State(
    Map<String, Variable<TFloat32>> weights,
    Map<String, Variable<TFloat32>> states,
    List<Slot> kept,
    Map<String, Variable<TFloat32>> slots,
    Optional<Variable<TFloat32>> setRate,
    Operand<TFloat32> rate,
    Variable<TInt64> iteration,
    Op clear,
    Optional<Op> takeWeights) {

  /** Adds what sets and reads resources to their graph. */
  static State add(Ops tf, Resources resources, Optimizer optimizer) {
    Map<String, Variable<TFloat32>> weights = variables(tf, resources.weights());
    Map<String, Variable<TFloat32>> states = variables(tf, resources.states());
    List<Slot> kept = resources.kept();
    Map<String, Variable<TFloat32>> slots = variables(tf, resources.slots());
    Variable<TInt64> iteration = Variable.of(tf, resources.iteration());
    Op clear = clear(tf.withSubScope("clear"), kept, slots, iteration);
    Optional<Op> take = takeWeights(tf.withSubScope("take_weights"), kept, slots, weights);
    Optional<Variable<TFloat32>> setRate = resources.rate().map(rate -> Variable.of(tf, rate));
    Operand<TFloat32> rate =
        setRate
            .map(Variable::value)
            .orElseGet(() -> resources.rate(tf, optimizer, iteration.value()));
    return new State(weights, states, kept, slots, setRate, rate, iteration, clear, take);
  }

  private static Map<String, Variable<TFloat32>> variables(
      Ops tf, Map<String, Resource<TFloat32>> resources) {
    Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
    resources.forEach((name, resource) -> variables.put(name, Variable.of(tf, resource)));
    return variables;
  }

  /** The same, of which others take every value that it is set to. */
  State with(Ops tf, List<State> mirrors) {
    Map<String, Variable<TFloat32>> allWeights = new LinkedHashMap<>();
    weights.forEach(
        (path, weight) ->
            allWeights.put(
                path,
                weight.with(tf, mirrors.stream().map(each -> each.weights.get(path)).toList())));
    Map<String, Variable<TFloat32>> allSlots = new LinkedHashMap<>();
    slots.forEach(
        (key, slot) ->
            allSlots.put(
                key, slot.with(tf, mirrors.stream().map(each -> each.slots.get(key)).toList())));
    return new State(
        allWeights,
        states, // of which there are none: a net that is distributed keeps nothing
        kept,
        allSlots,
        setRate.map(
            own -> own.with(tf, mirrors.stream().map(each -> each.setRate.orElseThrow()).toList())),
        rate,
        iteration.with(tf, mirrors.stream().map(State::iteration).toList()),
        all(tf, clear, mirrors.stream().map(State::clear)),
        takeWeights.map(
            own -> all(tf, own, mirrors.stream().map(each -> each.takeWeights.orElseThrow()))));
  }

  private static Op all(Ops tf, Op own, Stream<Op> others) {
    return tf.withControlDependencies(Stream.concat(Stream.of(own), others).toList()).noOp();
  }

  private static Op clear(
      Ops tf, List<Slot> kept, Map<String, Variable<TFloat32>> slots, Variable<TInt64> iteration) {
    List<Op> done = new ArrayList<>();
    for (Slot slot : kept) {
      float value = slot.start() instanceof Slot.Filled filled ? filled.value() : 0;
      var filled = tf.fill(tf.constant(slot.shape().asArray()), tf.constant(value));
      done.add(tf.assignVariableOp(slots.get(slot.key()).handle(), filled));
    }
    done.add(tf.assignVariableOp(iteration.handle(), tf.constant(0L)));
    return tf.withControlDependencies(done).noOp();
  }

  private static Optional<Op> takeWeights(
      Ops tf,
      List<Slot> kept,
      Map<String, Variable<TFloat32>> slots,
      Map<String, Variable<TFloat32>> weights) {
    List<Op> done = new ArrayList<>();
    for (Slot slot : kept) {
      if (slot.start() instanceof Slot.OfWeight) {
        Operand<TFloat32> weight = weights.get(slot.weight()).resource().read(tf);
        done.add(tf.assignVariableOp(slots.get(slot.key()).handle(), weight));
      }
    }
    return done.isEmpty() ? Optional.empty() : Optional.of(tf.withControlDependencies(done).noOp());
  }
}
