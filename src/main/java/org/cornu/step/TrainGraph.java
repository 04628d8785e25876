package org.cornu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.feed.Inputs;
import org.cornu.graph.Exchange;
import org.cornu.graph.Group;
import org.cornu.graph.Pass;
import org.cornu.net.Forward;
import org.cornu.optimizers.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * The graph of a compiled net: the forward pass twice over the same weights, once for inference and
 * once for training, and one step of the optimizer. It builds, and opens no session.
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
    Program program = Program.of(compiled);
    Optimizer optimizer = compiled.how().optimizer();
    Inputs inputs = Inputs.add(tf, compiled.wants(), group);
    Exchange exchange = inputs.exchange();
    Resources resources = Resources.add(tf, compiled.net(), optimizer);
    // First, as a call of tf.gradients takes the longer the larger the graph already is.
    TrainStep step = TrainStep.emit(tf, program, inputs, resources, exchange);
    Pass pass = Pass.inference(tf.withSubScope("inference")).with(exchange);
    Forward inference = program.forward(pass, inputs, resources);
    Ops evaluation = tf.withSubScope("evaluation");
    State state = State.add(tf, resources, optimizer);
    Measured test =
        Measuring.measure(
            evaluation,
            program.measurings(),
            inference,
            program.penalties(evaluation, resources, Map.of()),
            inputs.targets(),
            exchange);
    Measured measured = Agreed.on(evaluation, exchange, test);
    Ops left = left(evaluation, inference.updates(), resources);
    return new TrainGraph(
        inputs,
        state,
        fetched(left, inference),
        left == evaluation ? measured : measured.with(left.identity(measured.sums())),
        step.measured(),
        step.op());
  }

  /** The same, of whose state others take every value that it is set to. */
  public TrainGraph with(Ops tf, List<TrainGraph> mirrors) {
    List<State> states = mirrors.stream().map(TrainGraph::state).toList();
    State own = mirrors.isEmpty() ? state : state.with(tf.withSubScope("mirror"), states);
    return new TrainGraph(inputs, own, outputs, test, train, step);
  }

  /** What comes after the states are set: this half too leaves them to the next batch. */
  private static Ops left(Ops tf, Map<String, Operand<TFloat32>> updates, Resources resources) {
    List<Op> set = new ArrayList<>();
    resources
        .states()
        .forEach(
            (path, state) -> {
              if (updates.containsKey(path)) {
                set.add(tf.assignVariableOp(state.handle(), updates.get(path)));
              }
            });
    return set.isEmpty() ? tf : tf.withControlDependencies(set);
  }

  /** Each by an op of its own: two outputs may be one value, or an input, which is fed. */
  private static List<Operand<? extends TType>> fetched(Ops tf, Forward inference) {
    List<Operand<? extends TType>> outputs = new ArrayList<>();
    inference.given().forEach(output -> outputs.add(tf.identity(output)));
    return outputs;
  }
}
