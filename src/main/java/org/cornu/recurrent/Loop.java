package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cornu.graph.Derivation;
import org.cornu.graph.Subgraph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A step computed for one place of sequences after the other, in a graph that holds it once however
 * long they are. TensorFlow derives no loop from C++: here a second loop goes backwards, computes
 * each step anew from the states before it, which the first has kept, and derives that.
 *
 * @param subgraph of the layer
 * @param step what is computed
 * @param all whether all steps' outputs are wanted, or the last alone
 */
record Loop(Subgraph subgraph, Step step, boolean all) {

  /** One step, in the graph of the loop's body. */
  @FunctionalInterface
  interface Step {

    /**
     * Emits it.
     *
     * @param now what the sequences hold at this step, the states before it, and what holds for all
     *     steps
     */
    Given of(Ops tf, Read now);
  }

  /**
   * What a loop reads, or a step of it.
   *
   * @param states (batch, ...) each
   * @param sequences (steps, batch, ...) each; in a step (batch, ...)
   * @param constants the same in all steps
   */
  record Read(
      List<Operand<TFloat32>> states,
      List<Operand<TFloat32>> sequences,
      List<Operand<TFloat32>> constants) {

    private List<Operand<TFloat32>> inARow() {
      List<Operand<TFloat32>> row = new ArrayList<>(states);
      row.addAll(sequences);
      row.addAll(constants);
      return row;
    }

    /** Another row, parted as this. */
    private Read like(List<Operand<TFloat32>> row) {
      int first = states.size();
      int second = first + sequences.size();
      return new Read(
          row.subList(0, first), row.subList(first, second), row.subList(second, row.size()));
    }
  }

  /**
   * What a step gives, or a loop.
   *
   * @param output (batch, ...); of a loop that gives all (steps, batch, ...)
   * @param states after it
   */
  record Given(Operand<TFloat32> output, List<Operand<TFloat32>> states) {

    private List<Operand<TFloat32>> inARow() {
      List<Operand<TFloat32>> row = new ArrayList<>();
      row.add(output);
      row.addAll(states);
      return row;
    }
  }

  /**
   * Emits the loop.
   *
   * @param output shape of what a step gives: (batch, ...)
   */
  Given run(Read read, Operand<TInt32> output) {
    List<Operand<TFloat32>> given =
        subgraph.cut(read.inARow(), (tf, copies) -> forward(tf, read.like(copies), output));
    return new Given(given.get(0), given.subList(1, given.size()));
  }

  private Subgraph.Derived forward(Ops tf, Read read, Operand<TInt32> output) {
    Operand<TInt32> steps = tf.gather(tf.shape(first(read)), tf.constant(0), tf.constant(0));
    Rounds rounds = new Rounds(tf.constant(0), steps);
    Operand<TFloat32> unwritten =
        all ? Rows.room(tf, steps, output) : tf.zeros(output, TFloat32.class);
    Rounds.Group result = rounds.add(List.of(unwritten), all ? 2 : 1);
    Rounds.Group states = rounds.add(read.states(), 1);
    Rounds.Group kept = rounds.add(subgraph.isDerived() ? rooms(tf, steps, read) : List.of(), 2);
    Rounds.Group sequences = rounds.add(read.sequences(), 2);
    Rounds.Group constants = rounds.add(read.constants(), 0);
    Rounds.Row last =
        rounds.run(
            tf,
            1,
            (ops, i, row) -> {
              Given given =
                  step.of(
                      ops,
                      new Read(
                          row.get(states),
                          Rows.at(ops, row.get(sequences), i),
                          row.get(constants)));
              row.set(
                  result,
                  all
                      ? Rows.put(ops, row.get(result), i, List.of(given.output()))
                      : List.of(given.output()));
              row.set(kept, Rows.put(ops, row.get(kept), i, row.get(states)));
              row.set(states, given.states());
            });
    Given given = new Given(last.get(result).get(0), last.get(states));
    List<Operand<TFloat32>> before = last.get(kept);
    return new Subgraph.Derived(
        given.inARow(), (ops, flows) -> backward(ops, read, before, steps, flows));
  }

  private static Operand<TFloat32> first(Read read) {
    return read.sequences().get(0);
  }

  private static List<Operand<TFloat32>> rooms(Ops tf, Operand<TInt32> steps, Read read) {
    List<Operand<TFloat32>> rooms = new ArrayList<>();
    read.states().forEach(each -> rooms.add(Rows.room(tf, steps, tf.shape(each))));
    return rooms;
  }

  /**
   * The loop backwards.
   *
   * @param before the states before each step
   * @param flows the gradients of what the loop gave
   */
  private List<Operand<TFloat32>> backward(
      Ops tf,
      Read read,
      List<Operand<TFloat32>> before,
      Operand<TInt32> steps,
      List<Operand<TFloat32>> flows) {
    Operand<TInt32> last = tf.math.sub(steps, tf.constant(1));
    Rounds rounds = new Rounds(last, steps);
    Rounds.Group dStates = rounds.add(flows.subList(1, flows.size()), 1);
    Rounds.Group dSequences = rounds.add(empty(tf, read.sequences()), 2);
    Rounds.Group dConstants = rounds.add(zeros(tf, read.constants()), 0);
    Rounds.Group states = rounds.add(before, 2);
    Rounds.Group sequences = rounds.add(read.sequences(), 2);
    Rounds.Group constants = rounds.add(read.constants(), 0);
    Rounds.Group result = rounds.add(flows.subList(0, 1), all ? 2 : 1);
    Rounds.Row end =
        rounds.run(
            tf,
            -1,
            (ops, i, row) -> {
              Operand<TFloat32> flow = row.get(result).get(0);
              Operand<TFloat32> dOutput =
                  all
                      ? Rows.at(ops, flow, i)
                      : ops.math.mul(flow, isLast(ops, i, row.get(sequences).get(0)));
              Read now =
                  new Read(
                      Rows.at(ops, row.get(states), i),
                      Rows.at(ops, row.get(sequences), i),
                      row.get(constants));
              Read gradients = derive(ops, now, new Given(dOutput, row.get(dStates)));
              row.set(dStates, gradients.states());
              row.set(dSequences, Rows.put(ops, row.get(dSequences), i, gradients.sequences()));
              row.set(dConstants, sums(ops, row.get(dConstants), gradients.constants()));
            });
    return new Read(end.get(dStates), end.get(dSequences), end.get(dConstants)).inARow();
  }

  /** 1 in the last step, 0 in others. */
  private static Operand<TFloat32> isLast(Ops tf, Operand<TInt32> i, Operand<TFloat32> sequence) {
    Operand<TInt32> steps = tf.gather(tf.shape(sequence), tf.constant(0), tf.constant(0));
    return tf.dtypes.cast(tf.math.equal(i, tf.math.sub(steps, tf.constant(1))), TFloat32.class);
  }

  /** The gradients of what a step reads; 0 of what it does not. */
  private Read derive(Ops tf, Read now, Given flows) {
    List<Operand<TFloat32>> sources = identities(tf, now.inARow());
    List<Operand<TFloat32>> given = identities(tf, step.of(tf, now.like(sources)).inARow());
    Set<Operation> behind = Derivation.behind(given, new HashSet<>());
    List<Operand<TFloat32>> reached =
        sources.stream().filter(each -> behind.contains(each.op())).toList();
    Gradients gradients = tf.gradients(given, reached, Gradients.dx(flows.inARow()));
    List<Operand<TFloat32>> found = new ArrayList<>();
    for (Operand<TFloat32> source : sources) {
      int place = reached.indexOf(source);
      found.add(
          place < 0
              ? tf.zerosLike(source)
              : Derivation.gradient(gradients, place).orElseGet(() -> tf.zerosLike(source)));
    }
    return now.like(found);
  }

  private static List<Operand<TFloat32>> identities(Ops tf, List<Operand<TFloat32>> operands) {
    List<Operand<TFloat32>> identities = new ArrayList<>();
    operands.forEach(each -> identities.add(tf.identity(each)));
    return identities;
  }

  private static List<Operand<TFloat32>> empty(Ops tf, List<Operand<TFloat32>> like) {
    List<Operand<TFloat32>> empty = new ArrayList<>();
    like.forEach(each -> empty.add(tf.empty(tf.shape(each), TFloat32.class)));
    return empty;
  }

  private static List<Operand<TFloat32>> zeros(Ops tf, List<Operand<TFloat32>> like) {
    List<Operand<TFloat32>> zeros = new ArrayList<>();
    like.forEach(each -> zeros.add(tf.zerosLike(each)));
    return zeros;
  }

  private static List<Operand<TFloat32>> sums(
      Ops tf, List<Operand<TFloat32>> some, List<Operand<TFloat32>> others) {
    List<Operand<TFloat32>> sums = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      sums.add(tf.math.add(some.get(i), others.get(i)));
    }
    return sums;
  }
}
