package org.cornu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.feed.Inputs;
import org.cornu.graph.Exchange;
import org.cornu.graph.GraphOps;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Several steps in one run of a graph: a loop whose body is the step, over the resources that the
 * graph's own step has.
 *
 * @param inputs what a run feeds: the batches, one after another
 * @param batchSize fed: samples of a batch (); the last may have fewer
 * @param sums what each step measured, a row each
 */
public record Loop(Inputs inputs, Operand<TInt32> batchSize, Operand<TFloat32> sums) {

  /**
   * What a turn of the loop reads.
   *
   * @param step its number, from 0: ()
   * @param sums (steps, numbers): 0 but for the steps that are done
   * @param batchSize ()
   * @param arrays as {@link Inputs#arrays} has them
   */
  private record Turn(
      Operand<TInt32> step,
      Operand<TFloat32> sums,
      Operand<TInt32> batchSize,
      List<Operand<? extends TType>> arrays) {

    private List<Operand<? extends TType>> all() {
      List<Operand<? extends TType>> all = new ArrayList<>(List.of(step, sums, batchSize));
      all.addAll(arrays);
      return all;
    }

    /** The same, as a function of its own reads it. */
    private Turn within(Ops tf) {
      List<Operand<? extends TType>> read = new ArrayList<>();
      arrays.forEach(array -> read.add(placeholder(tf, array)));
      return new Turn(
          placeholder(tf, step), placeholder(tf, sums), placeholder(tf, batchSize), read);
    }

    private static <T extends TType> Operand<T> placeholder(Ops tf, Operand<T> like) {
      return tf.placeholder(like.asOutput().type(), Placeholder.shape(like.shape()));
    }
  }

  /**
   * Adds it to the graph of a compiled net.
   *
   * @param plain the graph's own step
   */
  public static Loop add(Ops graph, CompiledNet compiled, TrainGraph plain, Inputs inputs) {
    Ops tf = graph.withSubScope("loop");
    Operand<TInt32> size =
        tf.withName("batch_size").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Operand<TInt32> samples = samples(tf, inputs.arrays().get(0));
    Operand<TInt32> last = tf.math.sub(tf.math.add(samples, size), tf.constant(1));
    Operand<TInt32> steps = tf.math.floorDiv(last, size);
    Operand<TInt32> numbers = tf.constant((int) plain.train().sums().shape().get(0));
    Operand<TFloat32> none = tf.fill(tf.stack(List.of(steps, numbers)), tf.constant(0f));
    Turn first = new Turn(tf.constant(0), none, size, inputs.arrays());
    Program program = Program.of(compiled);
    try (ConcreteFunction goesOn = function("goes_on", first, Loop::goesOn);
        ConcreteFunction turn =
            function("turn", first, (f, at) -> next(f, at, program, inputs).all())) {
      return new Loop(inputs, size, sums(tf, first, goesOn, turn));
    }
  }

  private static Operand<TInt32> samples(Ops tf, Operand<? extends TType> array) {
    return tf.gather(tf.shape(array), tf.constant(0), tf.constant(0));
  }

  private static List<Operand<? extends TType>> goesOn(Ops tf, Turn turn) {
    return List.of(tf.math.less(turn.step, samples(tf, turn.sums)));
  }

  /** Takes the step of a turn, and gives the turn after it. */
  private static Turn next(Ops tf, Turn turn, Program program, Inputs inputs) {
    Operand<TInt32> begin = tf.math.mul(turn.step, turn.batchSize);
    Operand<TInt32> end =
        tf.math.minimum(tf.math.add(begin, turn.batchSize), samples(tf, turn.arrays.get(0)));
    Operand<TInt32> rows = tf.range(begin, end, tf.constant(1));
    List<Operand<? extends TType>> batch = new ArrayList<>();
    turn.arrays.forEach(array -> batch.add(tf.gather(array, rows, tf.constant(0))));
    Resources resources =
        Resources.add(tf, program.compiled().net(), program.compiled().how().optimizer());
    TrainStep step =
        TrainStep.emit(
            tf, program, inputs.with(batch, Optional.empty()), resources, Exchange.ALONE);
    // What the next turn reads waits for the step, which gives nothing itself.
    Ops after = tf.withControlDependencies(step.op());
    return new Turn(
        after.math.add(turn.step, tf.constant(1)),
        after.tensorScatterNdUpdate(
            turn.sums,
            tf.reshape(turn.step, tf.array(1, 1)),
            tf.expandDims(step.measured().sums(), tf.constant(0))),
        turn.batchSize,
        turn.arrays);
  }

  /** What a function of a turn emits. */
  @FunctionalInterface
  private interface Body {

    List<Operand<? extends TType>> of(Ops tf, Turn turn);
  }

  private static ConcreteFunction function(String name, Turn like, Body body) {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Turn turn = like.within(tf);
      Signature.Builder signature = Signature.builder(name);
      List<Operand<? extends TType>> read = turn.all();
      for (int i = 0; i < read.size(); i++) {
        signature.input("read_" + i, read.get(i));
      }
      List<Operand<? extends TType>> given = body.of(tf, turn);
      for (int i = 0; i < given.size(); i++) {
        // What is handed on as it was read needs an op of its own to be given.
        signature.output("given_" + i, tf.identity(given.get(i)));
      }
      return ConcreteFunction.create(signature.build(), graph);
    }
  }

  /** The loop itself; TensorFlow Java's class does not have the last of these attributes. */
  private static Operand<TFloat32> sums(
      Ops tf, Turn first, ConcreteFunction goesOn, ConcreteFunction turn) {
    OperationBuilder loop = tf.scope().opBuilder("While", "While");
    loop.addInputList(first.all().stream().map(Operand::asOutput).toArray(Output<?>[]::new));
    loop.setAttr("cond", goesOn);
    loop.setAttr("body", turn);
    loop.setAttr("parallel_iterations", 1);
    // The body then becomes part of the graph, which all of TensorFlow's rewriting reaches, as
    // oneDNN's kernels do, so that a step is the graph's own to the bit.
    loop.setAttr("_lower_using_switch_merge", true);
    return loop.build().output(1);
  }
}
