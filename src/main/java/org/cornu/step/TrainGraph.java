package org.cornu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.feed.Inputs;
import org.cornu.graph.Backward;
import org.cornu.graph.Pass;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.NetRewrites;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.UpdateOptions;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The graph of a compiled net: the forward pass twice over the same weights, once for inference and
 * once for training, and one step of the optimizer. It builds, and opens no session. The names of
 * its scopes tell a profile what an op belongs to.
 *
 * @param inputs what a run feeds
 * @param state the variables
 * @param output of the inference half: (batch, output...)
 * @param test loss and metrics of the inference half
 * @param train loss and metrics of the training half, before the step's update
 * @param step the update: weights, moving means, slots, iteration
 */
public record TrainGraph(
    Inputs inputs,
    State state,
    Operand<TFloat32> output,
    Objective.Measured test,
    Objective.Measured train,
    Op step) {

  /** Adds it to a graph. */
  public static TrainGraph build(Ops tf, CompiledNet compiled) {
    Net net = NetRewrites.apply(compiled.net());
    Compilation how = compiled.how();
    Objective objective = Objective.of(net, how.loss(), how.metrics());
    Inputs inputs = Inputs.add(tf, net.input().shape(), net.outputShape(), Dataset.PIXEL_SCALE);
    Resources resources = Resources.add(tf, net);

    // First, as a call of tf.gradients takes the longer the larger the graph already is.
    Ops train = tf.withSubScope("training");
    Operand<TInt64> iteration = resources.iteration().read(train);
    Pass pass = Pass.training(train.withSubScope("forward"), compiled.seed(), iteration);
    Forward training = forward(net, pass, inputs, resources);
    Objective.Measured measured = objective.measure(train, training, inputs.target());
    Map<String, Operand<TFloat32>> gradients =
        gradients(train, objective, training, measured.lossSum(), inputs.target());

    Pass test = Pass.inference(tf.withSubScope("inference"));
    Forward inference = forward(net, test, inputs, resources);
    Ops evaluation = tf.withSubScope("evaluation");
    State state = State.add(tf, resources, net, how.optimizer());
    return new TrainGraph(
        inputs,
        state,
        inference.output(),
        objective.measure(evaluation, inference, inputs.target()),
        measured,
        step(
            train.withSubScope("step"),
            how.optimizer(),
            state,
            iteration,
            gradients,
            training.updates()));
  }

  private static Forward forward(Net net, Pass pass, Inputs inputs, Resources resources) {
    return Forward.emit(
        net, pass, inputs.x(), (tf, path) -> resources.weights().get(path).read(tf));
  }

  /** Of the mean loss: the sum is divided by the count of the batch that is really there. */
  private static Map<String, Operand<TFloat32>> gradients(
      Ops train,
      Objective objective,
      Forward training,
      Operand<TFloat32> lossSum,
      Operand<TFloat32> target) {
    Ops tf = train.withSubScope("loss_gradient");
    Operand<TInt32> samples = tf.gather(tf.shape(target), tf.constant(0), tf.constant(0));
    Operand<TFloat32> count = tf.dtypes.cast(samples, TFloat32.class);
    Operand<TFloat32> loss = tf.math.div(lossSum, count);
    Operand<TFloat32> read = training.values().get(objective.value());
    Operand<TFloat32> gradient = tf.gradients(loss, List.of(read)).dy(0);
    return new Backward(train, training.calls(), objective.value(), gradient).weights();
  }

  /**
   * All gradients first, then all updates, so that no update shows in the step that computes it.
   */
  private static Op step(
      Ops tf,
      Optimizer optimizer,
      State state,
      Operand<TInt64> iteration,
      Map<String, Operand<TFloat32>> gradients,
      Map<String, Operand<TFloat32>> updates) {
    UpdateOptions options = optimizer.options();
    Map<String, Operand<TFloat32>> clipped = options.clip(tf, gradients);
    Operand<TFloat32> rate = state.rate(tf, optimizer, iteration);
    Optimizer.Rule rule = optimizer.rule(tf, rate, iteration);
    List<Op> computed = new ArrayList<>(clipped.values());
    computed.addAll(updates.values());
    computed.add(iteration);
    // One op that all updates wait for: edges from each gradient to each update would be their
    // square.
    Ops after = tf.withControlDependencies(tf.withControlDependencies(computed).noOp());
    List<Op> done = new ArrayList<>();
    clipped.forEach(
        (path, gradient) -> {
          Operand<? extends TType> weight = state.weights().get(path).handle();
          List<Operand<? extends TType>> slots = new ArrayList<>();
          state.slots().get(path).forEach(slot -> slots.add(slot.handle()));
          done.add(rule.apply(options.decay(after, weight, rate), weight, slots, gradient));
        });
    updates.forEach(
        (path, value) ->
            done.add(after.assignVariableOp(state.weights().get(path).handle(), value)));
    done.add(after.assignAddVariableOp(state.iteration().handle(), tf.constant(1L)));
    return tf.withControlDependencies(done).noOp();
  }
}
