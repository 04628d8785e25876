package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * A step of a cell that a mask may leave out: then the states stay as they are, and the output is
 * that of the step before, or 0.
 *
 * @param value shape of what the cell reads
 * @param masked whether there is a mask
 * @param zeroes whether an output that is left out is 0
 */
record CellStep(Cell cell, Shape value, boolean masked, boolean zeroes) {

  /** Whether the output goes from step to step, behind the states. */
  boolean carriesOutput() {
    return masked && !zeroes;
  }

  /**
   * Emits it.
   *
   * @param now the sequence's value, and where there is a mask 1 for samples whose step counts
   * @param carried the states, and the output before if it is {@link #carriesOutput carried}
   */
  Cell.Next of(
      LayerScope in,
      List<Operand<TFloat32>> now,
      List<Operand<TFloat32>> carried,
      Map<String, Operand<TFloat32>> drawn,
      Optional<Operand<TFloat32>> product) {
    Ops tf = in.tf();
    List<Shape> declared = cell.stateShapes(value);
    List<Operand<TFloat32>> before = carried.subList(0, declared.size());
    Cell.Next next = cell.step(in, new Cell.Now(now.get(0), before, drawn, product));
    requireDeclared(next, declared);
    if (!masked) {
      return next;
    }
    Operand<TFloat32> counts = now.get(1);
    List<Operand<TFloat32>> after = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      after.add(where(tf, counts, next.states().get(i), before.get(i)));
    }
    Operand<TFloat32> otherwise = zeroes ? tf.zerosLike(next.output()) : carried.get(before.size());
    Operand<TFloat32> output = where(tf, counts, next.output(), otherwise);
    if (carriesOutput()) {
      after.add(output);
    }
    return new Cell.Next(output, after);
  }

  private void requireDeclared(Cell.Next next, List<Shape> states) {
    if (next.states().size() != states.size()) {
      throw new IllegalStateException(
          "%s declares %d states, its step gives %d; give all in stateShapes, and each after the step"
              .formatted(cell.className(), states.size(), next.states().size()));
    }
    for (int i = 0; i < states.size(); i++) {
      requireDeclared("state " + i, "stateShapes", states.get(i), next.states().get(i));
    }
    requireDeclared("an output", "outputShape", cell.outputShape(value), next.output());
  }

  private void requireDeclared(String what, String where, Shape declared, Operand<TFloat32> given) {
    Shape shape = given.shape();
    boolean fits =
        shape.isUnknown() || shape.numDimensions() > 0 && shape.tail().isCompatibleWith(declared);
    if (!fits) {
      throw new IllegalStateException(
          "%s declares %s of %s, its step gives %s, the batch first; override %s"
              .formatted(cell.className(), what, Shapes.text(declared), Shapes.text(shape), where));
    }
  }

  /**
   * One or the other, by samples, or by places within them if the mask has such.
   *
   * @param counts 1 for one, 0 for the other
   */
  static Operand<TFloat32> where(
      Ops tf, Operand<TFloat32> counts, Operand<TFloat32> y, Operand<TFloat32> otherwise) {
    Operand<TBool> holds = tf.math.greater(counts, tf.constant(0f));
    for (int axes = counts.shape().numDimensions(); axes < y.shape().numDimensions(); axes++) {
      holds = tf.expandDims(holds, tf.constant(-1));
    }
    return tf.select(holds, y, otherwise);
  }
}
