package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** A loop over steps, and the floats that go round in it, in groups. */
final class Rounds {

  private static final int COUNTERS = 2; // the step, and how many are left

  private final List<WhileLoop.Variable> variables = new ArrayList<>();
  private final int stride;

  private Rounds(Operand<TInt32> first, Operand<TInt32> count, int stride) {
    variables.add(new WhileLoop.Variable(first, Shape.scalar()));
    variables.add(new WhileLoop.Variable(count, Shape.scalar()));
    this.stride = stride;
  }

  /** From the first step to the last. */
  static Rounds forwards(Ops tf, Operand<TInt32> count) {
    return new Rounds(tf.constant(0), count, 1);
  }

  /** From the last step to the first. */
  static Rounds backwards(Ops tf, Operand<TInt32> count) {
    return new Rounds(tf.math.sub(count, tf.constant(1)), count, -1);
  }

  /** Variables that belong together. */
  record Group(int first, int size) {}

  /**
   * Adds variables.
   *
   * @param openAxes so many sizes in front may differ from call to call
   */
  Group add(List<Operand<TFloat32>> values, int openAxes) {
    Group group = new Group(variables.size() - COUNTERS, values.size());
    for (Operand<TFloat32> value : values) {
      long[] sizes = value.shape().asArray();
      for (int axis = 0; axis < openAxes; axis++) {
        sizes[axis] = Shape.UNKNOWN_SIZE;
      }
      variables.add(new WhileLoop.Variable(value, Shape.of(sizes)));
    }
    return group;
  }

  /** What is done in a round. */
  @FunctionalInterface
  interface Round {

    /**
     * Emits it.
     *
     * @param i the number of the step, from 0
     * @param row the variables before the round, to be set to those after it
     */
    void of(Ops tf, Operand<TInt32> i, Row row);
  }

  /** The variables before or after a round. */
  static final class Row {

    private final List<Operand<TFloat32>> values = new ArrayList<>();

    private Row(List<? extends Operand<? extends TType>> variables) {
      variables.stream().skip(COUNTERS).forEach(each -> values.add(Spec.floats(each)));
    }

    List<Operand<TFloat32>> get(Group group) {
      return List.copyOf(values.subList(group.first(), group.first() + group.size()));
    }

    void set(Group group, List<Operand<TFloat32>> next) {
      for (int i = 0; i < group.size(); i++) {
        values.set(group.first() + i, next.get(i));
      }
    }
  }

  /**
   * Emits the loop.
   *
   * @return the variables after it
   */
  Row run(Ops tf, Round round) {
    return new Row(
        WhileLoop.run(
            tf,
            variables,
            (ops, now) -> ops.math.greater(number(now, 1), ops.constant(0)),
            (ops, now) -> {
              Row row = new Row(now);
              round.of(ops, number(now, 0), row);
              List<Operand<? extends TType>> next = new ArrayList<>();
              next.add(ops.math.add(number(now, 0), ops.constant(stride)));
              next.add(ops.math.sub(number(now, 1), ops.constant(1)));
              next.addAll(row.values);
              return next;
            }));
  }

  @SuppressWarnings("unchecked") // the counters are whole numbers
  private static Operand<TInt32> number(List<? extends Operand<? extends TType>> row, int place) {
    return (Operand<TInt32>) row.get(place);
  }
}
