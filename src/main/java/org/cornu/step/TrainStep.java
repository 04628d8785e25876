package org.cornu.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cornu.feed.Inputs;
import org.cornu.graph.Backward;
import org.cornu.graph.Derivation;
import org.cornu.graph.Exchange;
import org.cornu.graph.Pass;
import org.cornu.graph.Spec;
import org.cornu.net.Forward;
import org.cornu.optimizers.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * One step of the optimizer. The names of its scopes tell a profile what an op belongs to.
 *
 * @param measured losses and metrics before the step's update
 * @param op the update: weights, moving means, slots, iteration
 */
record TrainStep(Measured measured, Op op) {

  /**
   * Emits one.
   *
   * @param inputs the batch
   * @param exchange with the others that compute it
   */
  static TrainStep emit(
      Ops tf, Program program, Inputs inputs, Resources resources, Exchange exchange) {
    CompiledNet compiled = program.compiled();
    Optimizer optimizer = compiled.how().optimizer();
    Ops train = tf.withSubScope("training");
    Operand<TInt64> iteration = resources.iteration().read(train);
    Pass pass =
        Pass.training(train.withSubScope("forward"), compiled.seed(), iteration).with(exchange);
    Forward forward = program.forward(pass, inputs, resources);
    Penalties penalties = program.penalties(train, resources, forward.replaced());
    List<Measuring> measurings = program.measurings();
    Measured here =
        Measuring.measure(train, measurings, forward, penalties, inputs.targets(), exchange);
    Optional<Operand<TFloat32>> scale = scale(train, optimizer, resources);
    Operand<TFloat32> samples =
        Measuring.samples(
            train.withSubScope("loss_gradient"), inputs.targets().get(0).fed(), exchange);
    Agreed agreed =
        Agreed.on(
            train.withSubScope("exchange"),
            exchange,
            inputs.wish(),
            gradients(train, measurings, forward, here, samples, scale),
            forward.updates(),
            here);
    Map<String, Operand<TFloat32>> gradients = penalties.added(train, agreed.gradients());
    return new TrainStep(
        agreed.measured(),
        step(
            train.withSubScope("step"),
            compiled,
            resources,
            iteration,
            gradients,
            agreed.updates(),
            forward.replaced()));
  }

  /** What the loss is multiplied by, and its gradients divided. */
  private static Optional<Operand<TFloat32>> scale(
      Ops tf, Optimizer optimizer, Resources resources) {
    if (optimizer.dynamicScale().isPresent()) {
      return Optional.of(optimizer.dynamicScale().get().scale(tf, resources.slotsOf("")));
    }
    OptionalDouble fixed = optimizer.options().lossScaleFactor();
    return fixed.isEmpty()
        ? Optional.empty()
        : Optional.of(tf.constant((float) fixed.getAsDouble()));
  }

  /**
   * Of the mean loss: the sum is divided by the count of samples that are really there. Each loss
   * alone, as one output may be computed from another, whose flow the backward pass carries.
   */
  private static Map<String, Operand<TFloat32>> gradients(
      Ops train,
      List<Measuring> measurings,
      Forward training,
      Measured measured,
      Operand<TFloat32> samples,
      Optional<Operand<TFloat32>> scale) {
    Ops tf = train.withSubScope("loss_gradient");
    Map<Integer, Operand<TFloat32>> flows = new LinkedHashMap<>();
    for (int i = 0; i < measurings.size(); i++) {
      int value = measurings.get(i).value();
      Operand<TFloat32> read = Spec.floats(training.values().get(value));
      Operand<TFloat32> mean = tf.math.div(measured.outputLosses().get(i), samples);
      Operand<TFloat32> loss = scale.isEmpty() ? mean : tf.math.mul(mean, scale.get());
      flows.merge(value, gradient(tf, loss, read, measurings.get(i)), tf.math::add);
    }
    Map<String, Operand<TFloat32>> gradients =
        new Backward(train, training.calls(), flows).weights();
    scale.ifPresent(by -> gradients.replaceAll((path, each) -> tf.math.div(each, by)));
    return gradients;
  }

  private static Operand<TFloat32> gradient(
      Ops tf, Operand<TFloat32> loss, Operand<TFloat32> read, Measuring measuring) {
    IllegalArgumentException none =
        new IllegalArgumentException(
            "loss %s needs to depend on the output, by ops that have a gradient, got none"
                .formatted(measuring.loss().name()));
    try {
      return Derivation.gradient(tf.gradients(loss, List.of(read)), 0).orElseThrow(() -> none);
    } catch (TensorFlowException e) {
      none.initCause(e);
      throw none;
    }
  }

  /**
   * All gradients first, then all updates, so that no update shows in the step that computes it.
   */
  private static Op step(
      Ops tf,
      CompiledNet compiled,
      Resources resources,
      Operand<TInt64> iteration,
      Map<String, Operand<TFloat32>> gradients,
      Map<String, Operand<TFloat32>> updates,
      Map<String, Operand<TFloat32>> replaced) {
    List<Op> computed = new ArrayList<>(gradients.values());
    computed.addAll(updates.values());
    computed.addAll(replaced.values());
    computed.add(iteration);
    // One op that all updates wait for: edges from each gradient to each update would be their
    // square.
    Ops all = tf.withControlDependencies(tf.withControlDependencies(computed).noOp());
    Ops after = replaced(tf, all, resources, replaced);
    Optimizer optimizer = compiled.how().optimizer();
    List<Op> done =
        new ArrayList<>(
            Update.emit(tf, after, compiled.net(), optimizer, resources, iteration, gradients));
    updates.forEach(
        (path, value) -> done.add(after.assignVariableOp(resources.of(path).handle(), value)));
    return tf.withControlDependencies(done).noOp();
  }

  /** What comes after weights are set anew. */
  private static Ops replaced(
      Ops tf, Ops after, Resources resources, Map<String, Operand<TFloat32>> replaced) {
    List<Op> set = new ArrayList<>();
    replaced.forEach(
        (path, value) ->
            set.add(after.assignVariableOp(resources.weights().get(path).handle(), value)));
    return set.isEmpty() ? after : tf.withControlDependencies(set);
  }
}
