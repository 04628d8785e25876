package org.cornu.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.graph.Resource;
import org.cornu.graph.Variable;
import org.cornu.net.Net;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.Slot;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * All that training changes.
 *
 * @param weights of the net, by their paths
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
    List<Slot> kept,
    Map<String, Variable<TFloat32>> slots,
    Optional<Variable<TFloat32>> setRate,
    Operand<TFloat32> rate,
    Variable<TInt64> iteration,
    Op clear,
    Optional<Op> takeWeights) {

  /** Adds it to a graph that has the resources. */
  static State add(Ops tf, Resources resources, Net net, Optimizer optimizer) {
    Map<String, Variable<TFloat32>> weights = new LinkedHashMap<>();
    net.weights()
        .forEach(
            weight ->
                weights.put(
                    weight.path(), Variable.of(tf, resources.weights().get(weight.path()))));
    List<Slot> kept = optimizer.kept(net.trained());
    Map<String, Variable<TFloat32>> slots = new LinkedHashMap<>();
    for (Slot slot : kept) {
      Resource<TFloat32> own = resources.own().get(slot.key());
      slots.put(
          slot.key(), own == null ? variable(tf, slot.key(), slot.shape()) : Variable.of(tf, own));
    }
    Variable<TInt64> iteration = Variable.of(tf, resources.iteration());
    Op clear = clear(tf.withSubScope("clear"), kept, slots, iteration);
    Optional<Op> take = takeWeights(tf.withSubScope("take_weights"), kept, slots, weights);
    if (optimizer.options().learningRate() instanceof LearningRate.Scheduled scheduled) {
      Operand<TFloat32> rate = scheduled.schedule().rate(tf, iteration.value());
      return new State(weights, kept, slots, Optional.empty(), rate, iteration, clear, take);
    }
    Variable<TFloat32> rate = variable(tf, "learning_rate", Shape.scalar());
    return new State(weights, kept, slots, Optional.of(rate), rate.value(), iteration, clear, take);
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

  private static Variable<TFloat32> variable(Ops tf, String name, Shape shape) {
    return Variable.of(tf, Resource.add(tf, "optimizer/" + name, shape, TFloat32.class));
  }

  /** The rate of the step that begins after so many, under the control dependencies of tf. */
  Operand<TFloat32> rate(Ops tf, Optimizer optimizer, Operand<TInt64> iterations) {
    return optimizer.options().learningRate() instanceof LearningRate.Scheduled scheduled
        ? scheduled.schedule().rate(tf, iterations)
        : setRate.orElseThrow().resource().read(tf);
  }

  /** What keeps a weight. */
  Resource<TFloat32> weight(String path) {
    return weights.get(path).resource();
  }

  /**
   * The handles of what is kept for a weight by the slots' names; of the optimizer's own for "".
   */
  Map<String, Operand<? extends TType>> slotsOf(String path) {
    Map<String, Operand<? extends TType>> handles = new LinkedHashMap<>();
    for (Slot slot : kept) {
      if (slot.weight().equals(path)) {
        handles.put(slot.name(), slots.get(slot.key()).handle());
      }
    }
    return handles;
  }
}
