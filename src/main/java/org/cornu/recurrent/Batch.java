package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a cell reads of some samples.
 *
 * @param sequences (batch, steps, ...): the values, and where a mask leaves out steps, 1 for those
 *     that count
 * @param first the states before the first step: (batch, ...)
 * @param drawn what holds for all steps: (batch, ...)
 */
record Batch(
    List<Operand<TFloat32>> sequences,
    List<Operand<TFloat32>> first,
    Map<String, Operand<TFloat32>> drawn) {

  /** How many: (). */
  Operand<TInt32> samples(Ops tf) {
    return Reshaping.size(tf, sequences.get(0), 0);
  }

  /** The samples in two parts of the same size, or of one less in the first. */
  List<Batch> halves(Ops tf) {
    Operand<TInt32> half = tf.math.floorDiv(samples(tf), tf.constant(2));
    Operand<TInt32> sizes = tf.stack(List.of(half, tf.math.sub(samples(tf), half)));
    List<Operand<TFloat32>> row = new ArrayList<>(sequences);
    row.addAll(first);
    row.addAll(drawn.values());
    List<List<Operand<TFloat32>>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (Operand<TFloat32> each : row) {
      List<Output<TFloat32>> parts = tf.splitV(each, sizes, tf.constant(0), 2L).output();
      halves.get(0).add(parts.get(0));
      halves.get(1).add(parts.get(1));
    }
    return halves.stream().map(this::like).toList();
  }

  private Batch like(List<Operand<TFloat32>> row) {
    int second = sequences.size();
    int third = second + first.size();
    Map<String, Operand<TFloat32>> named = new LinkedHashMap<>();
    drawn.keySet().forEach(name -> named.put(name, row.get(third + named.size())));
    return new Batch(row.subList(0, second), row.subList(second, third), named);
  }

  /** What two parts have given, as one. */
  static Cell.Next joined(Ops tf, List<Cell.Next> parts) {
    List<List<Operand<TFloat32>>> rows = parts.stream().map(Cell.Next::inARow).toList();
    List<Operand<TFloat32>> joined = new ArrayList<>();
    for (int i = 0; i < rows.get(0).size(); i++) {
      int place = i;
      joined.add(tf.concat(rows.stream().map(row -> row.get(place)).toList(), tf.constant(0)));
    }
    return new Cell.Next(joined.get(0), joined.subList(1, joined.size()));
  }
}
