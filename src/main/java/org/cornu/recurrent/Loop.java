package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.graph.Subgraph;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
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
     * @param product of the first state and the kernel, if the loop reads one
     */
    Cell.Next of(Ops tf, Read now, Optional<Operand<TFloat32>> product);
  }

  /**
   * What a loop reads, or a step of it.
   *
   * @param states (batch, ...) each
   * @param sequences (steps, batch, ...) each; in a step (batch, ...)
   * @param constants the same in all steps
   * @param kernel by which the loop multiplies each step's first state; one, or none
   */
  record Read(
      List<Operand<TFloat32>> states,
      List<Operand<TFloat32>> sequences,
      List<Operand<TFloat32>> constants,
      List<Operand<TFloat32>> kernel) {

    List<Operand<TFloat32>> inARow() {
      List<Operand<TFloat32>> row = new ArrayList<>(states);
      row.addAll(sequences);
      row.addAll(constants);
      row.addAll(kernel);
      return row;
    }

    /** Another row, parted as this. */
    Read like(List<Operand<TFloat32>> row) {
      int first = states.size();
      int second = first + sequences.size();
      int third = second + constants.size();
      return new Read(
          row.subList(0, first),
          row.subList(first, second),
          row.subList(second, third),
          row.subList(third, row.size()));
    }
  }

  /**
   * Emits the loop.
   *
   * @param output shape of what a step gives: (batch, ...)
   */
  Cell.Next run(Read read, Operand<TInt32> output) {
    List<Operand<TFloat32>> given =
        subgraph.cut(read.inARow(), (tf, copies) -> forward(tf, read.like(copies), output));
    return new Cell.Next(given.get(0), given.subList(1, given.size()));
  }

  private Subgraph.Derived forward(Ops tf, Read read, Operand<TInt32> output) {
    Operand<TInt32> steps = Reshaping.size(tf, read.sequences().get(0), 0);
    Rounds rounds = Rounds.forwards(tf, steps);
    Operand<TFloat32> unwritten =
        all ? Rows.room(tf, steps, output) : tf.zeros(output, TFloat32.class);
    Rounds.Group result = rounds.add(List.of(unwritten), all ? 2 : 1);
    Rounds.Group states = rounds.add(read.states(), 1);
    Rounds.Group kept = rounds.add(subgraph.isDerived() ? rooms(tf, steps, read) : List.of(), 2);
    Rounds.Group sequences = rounds.add(read.sequences(), 2);
    Rounds.Group constants = rounds.add(read.constants(), 0);
    Rounds.Group kernel = rounds.add(read.kernel(), 0);
    Rounds.Row last =
        rounds.run(
            tf,
            (ops, i, row) -> {
              List<Operand<TFloat32>> before = row.get(states);
              Read now =
                  new Read(
                      before,
                      Rows.at(ops, row.get(sequences), i, before.get(0)),
                      row.get(constants),
                      row.get(kernel));
              Optional<Operand<TFloat32>> product = product(ops, now);
              Cell.Next given = step.of(ops, now, product);
              row.set(
                  result,
                  all
                      ? Rows.put(ops, row.get(result), i, List.of(given.output()))
                      : List.of(given.output()));
              List<Operand<TFloat32>> keep = new ArrayList<>(before);
              product.ifPresent(keep::add);
              row.set(kept, Rows.put(ops, row.get(kept), i, keep));
              row.set(states, given.states());
            });
    Cell.Next given = new Cell.Next(last.get(result).get(0), last.get(states));
    List<Operand<TFloat32>> all = last.get(kept);
    return new Subgraph.Derived(
        given.inARow(), (ops, flows) -> new LoopBack(this, ops, read, all).run(flows).inARow());
  }

  private static Optional<Operand<TFloat32>> product(Ops tf, Read now) {
    return now.kernel().stream()
        .findFirst()
        .map(kernel -> tf.linalg.matMul(now.states().get(0), kernel));
  }

  /** For the states before each step, and the product of the first and the kernel. */
  private static List<Operand<TFloat32>> rooms(Ops tf, Operand<TInt32> steps, Read read) {
    List<Operand<TFloat32>> rooms = new ArrayList<>();
    read.states().forEach(each -> rooms.add(Rows.room(tf, steps, tf.shape(each))));
    for (Operand<TFloat32> kernel : read.kernel()) {
      Operand<TInt32> samples = Reshaping.size(tf, read.states().get(0), 0);
      rooms.add(Rows.room(tf, steps, States.shape(tf, samples, kernel.shape().tail())));
    }
    return rooms;
  }
}
