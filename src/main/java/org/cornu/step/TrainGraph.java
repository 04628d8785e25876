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
import org.cornu.graph.Group;
import org.cornu.graph.Pass;
import org.cornu.graph.Spec;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.NetRewrites;
import org.cornu.optimizers.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The graph of a compiled net: the forward pass twice over the same weights, once for inference and
 * once for training, and one step of the optimizer. It builds, and opens no session. The names of
 * its scopes tell a profile what an op belongs to.
 *
 * @param inputs what a run feeds
 * @param state the variables
 * @param outputs of the inference half: (batch, output...) each
 * @param test losses and metrics of the inference half
 * @param train losses and metrics of the training half, before the step's update
 * @param step the update: weights, moving means, slots, iteration
 */
public record TrainGraph(
    Inputs inputs,
    State state,
    List<Operand<? extends TType>> outputs,
    Measured test,
    Measured train,
    Op step) {

  /** Adds it to a graph. */
  public static TrainGraph build(Ops tf, CompiledNet compiled) {
    return build(tf, compiled, Group.ALONE);
  }

  /** Adds that of a member of a group to a graph. */
  public static TrainGraph build(Ops tf, CompiledNet compiled, Group group) {
    Net written = compiled.net();
    Net net = NetRewrites.apply(written);
    Compilation how = compiled.how();
    List<Measuring> measurings = measurings(net, compiled);
    Inputs inputs = Inputs.add(tf, compiled.wants(), group);
    Exchange exchange = inputs.exchange();
    Resources resources = Resources.add(tf, written, how.optimizer());
    // First, as a call of tf.gradients takes the longer the larger the graph already is.
    Ops train = tf.withSubScope("training");
    Operand<TInt64> iteration = resources.iteration().read(train);
    Pass pass =
        Pass.training(train.withSubScope("forward"), compiled.seed(), iteration).with(exchange);
    Forward training = forward(net, pass, inputs, resources);
    Penalties penalties = penalties(train, written, resources, training.replaced());
    Measured here =
        Measuring.measure(train, measurings, training, penalties, inputs.targets(), exchange);
    Optional<Operand<TFloat32>> scale = scale(train, how.optimizer(), resources);
    Operand<TFloat32> samples =
        Measuring.samples(
            train.withSubScope("loss_gradient"), inputs.targets().get(0).fed(), exchange);
    Agreed agreed =
        Agreed.on(
            train.withSubScope("exchange"),
            exchange,
            inputs.wish(),
            gradients(train, measurings, training, here, samples, scale),
            training.updates(),
            here);
    Map<String, Operand<TFloat32>> gradients = penalties.added(train, agreed.gradients());
    Pass test = Pass.inference(tf.withSubScope("inference")).with(exchange);
    Forward inference = forward(net, test, inputs, resources);
    Ops evaluation = tf.withSubScope("evaluation");
    State state = State.add(tf, resources, written, how.optimizer());
    return new TrainGraph(
        inputs,
        state,
        fetched(evaluation, inference),
        Agreed.on(
            evaluation,
            exchange,
            Measuring.measure(
                evaluation,
                measurings,
                inference,
                penalties(evaluation, written, resources, Map.of()),
                inputs.targets(),
                exchange)),
        agreed.measured(),
        step(
            train.withSubScope("step"),
            compiled,
            state,
            iteration,
            gradients,
            agreed.updates(),
            training.replaced()));
  }

  /** The same, of whose state others take every value that it is set to. */
  public TrainGraph with(Ops tf, List<TrainGraph> mirrors) {
    List<State> states = mirrors.stream().map(TrainGraph::state).toList();
    State own = mirrors.isEmpty() ? state : state.with(tf.withSubScope("mirror"), states);
    return new TrainGraph(inputs, own, outputs, test, train, step);
  }

  /** Each by an op of its own: two outputs may be one value, or an input, which is fed. */
  private static List<Operand<? extends TType>> fetched(Ops tf, Forward inference) {
    List<Operand<? extends TType>> outputs = new ArrayList<>();
    inference.given().forEach(output -> outputs.add(tf.identity(output)));
    return outputs;
  }

  private static List<Measuring> measurings(Net net, CompiledNet compiled) {
    List<Measuring> measurings = new ArrayList<>();
    List<Integer> outputs = compiled.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      int output = net.outputs().get(outputs.get(i));
      measurings.add(Measuring.of(net, output, compiled.how().objectives().get(i)));
    }
    return measurings;
  }

  private static Penalties penalties(
      Ops tf, Net net, Resources resources, Map<String, Operand<TFloat32>> replaced) {
    return Penalties.of(
        tf,
        net.weights(),
        path ->
            replaced.containsKey(path)
                ? replaced.get(path)
                : resources.weights().get(path).read(tf));
  }

  private static Forward forward(Net net, Pass pass, Inputs inputs, Resources resources) {
    return Forward.emit(
        net, pass, inputs.values(), (tf, path) -> resources.weights().get(path).read(tf));
  }

  /** What the loss is multiplied by, and its gradients divided. */
  private static Optional<Operand<TFloat32>> scale(
      Ops tf, Optimizer optimizer, Resources resources) {
    if (optimizer.dynamicScale().isPresent()) {
      Map<String, Operand<? extends TType>> own = new LinkedHashMap<>();
      resources.own().forEach((name, resource) -> own.put(name, resource.handle()));
      return Optional.of(optimizer.dynamicScale().get().scale(tf, own));
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
      State state,
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
    Ops after = replaced(tf, all, state, replaced);
    Optimizer optimizer = compiled.how().optimizer();
    List<Op> done =
        new ArrayList<>(
            Update.emit(tf, after, compiled.net(), optimizer, state, iteration, gradients));
    updates.forEach(
        (path, value) -> done.add(after.assignVariableOp(state.weight(path).handle(), value)));
    return tf.withControlDependencies(done).noOp();
  }

  /** What comes after weights are set anew. */
  private static Ops replaced(
      Ops tf, Ops after, State state, Map<String, Operand<TFloat32>> replaced) {
    List<Op> set = new ArrayList<>();
    replaced.forEach(
        (path, value) -> set.add(after.assignVariableOp(state.weight(path).handle(), value)));
    return set.isEmpty() ? after : tf.withControlDependencies(set);
  }
}
