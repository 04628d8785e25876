package org.cornu.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.graph.Resource;
import org.cornu.graph.Variable;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * All that training changes.
 *
 * @param weights of the net, by their paths
 * @param slots what the optimizer keeps for each trainable weight, by the weight's path
 * @param setRate the learning rate of the next step; empty if a schedule gives it
 * @param rate the same, to be fetched
 * @param iteration how many steps were taken
 * @param clear sets the slots and the iteration to 0, where to feed zeros takes a millisecond each
 */
public record State(
    Map<String, Variable<TFloat32>> weights,
    Map<String, List<Variable<TFloat32>>> slots,
    Optional<Variable<TFloat32>> setRate,
    Operand<TFloat32> rate,
    Variable<TInt64> iteration,
    Op clear) {

  /** Adds it to a graph that has the resources. */
  static State add(Ops tf, Resources resources, Net net, Optimizer optimizer) {
    Map<String, Variable<TFloat32>> weights = new LinkedHashMap<>();
    Map<String, List<Variable<TFloat32>>> slots = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      String path = weight.path();
      weights.put(path, Variable.of(tf, resources.weights().get(path)));
      if (weight.trainable()) {
        Shape shape = weight.spec().shape();
        slots.put(
            path,
            optimizer.slots().stream().map(slot -> kept(tf, path + "/" + slot, shape)).toList());
      }
    }
    Variable<TInt64> iteration = Variable.of(tf, resources.iteration());
    Op clear = clear(tf.withSubScope("clear"), slots.values(), iteration);
    if (optimizer.options().learningRate() instanceof LearningRate.Scheduled scheduled) {
      Operand<TFloat32> rate = scheduled.schedule().rate(tf, iteration.value());
      return new State(weights, slots, Optional.empty(), rate, iteration, clear);
    }
    Variable<TFloat32> rate = kept(tf, "learning_rate", Shape.scalar());
    return new State(weights, slots, Optional.of(rate), rate.value(), iteration, clear);
  }

  private static Op clear(
      Ops tf, Collection<List<Variable<TFloat32>>> slots, Variable<TInt64> iteration) {
    Operand<TFloat32> zero = tf.constant(0f);
    List<Op> done = new ArrayList<>();
    for (List<Variable<TFloat32>> kept : slots) {
      for (Variable<TFloat32> slot : kept) {
        var zeros = tf.fill(tf.constant(slot.resource().shape().asArray()), zero);
        done.add(tf.assignVariableOp(slot.handle(), zeros));
      }
    }
    done.add(tf.assignVariableOp(iteration.handle(), tf.constant(0L)));
    return tf.withControlDependencies(done).noOp();
  }

  private static Variable<TFloat32> kept(Ops tf, String name, Shape shape) {
    return Variable.of(tf, Resource.add(tf, "optimizer/" + name, shape, TFloat32.class));
  }

  /** The rate of the step that begins after so many, under the control dependencies of tf. */
  Operand<TFloat32> rate(Ops tf, Optimizer optimizer, Operand<TInt64> iterations) {
    return optimizer.options().learningRate() instanceof LearningRate.Scheduled scheduled
        ? scheduled.schedule().rate(tf, iterations)
        : setRate.orElseThrow().resource().read(tf);
  }
}
