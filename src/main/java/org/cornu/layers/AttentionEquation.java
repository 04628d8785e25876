package org.cornu.layers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The letters of axes in which attention over any axes is a product: of query and key, (batch, ...,
 * heads, size), to scores, (batch, other axes, heads, query's axes, key's axes).
 */
record AttentionEquation(String query, String key, String scores) {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  /**
   * Letters for some axes.
   *
   * @param rank of query and key
   * @param axes that are attended over, from 1 on
   */
  static AttentionEquation of(int rank, List<Integer> axes) {
    String query = LETTERS.substring(0, rank);
    StringBuilder key = new StringBuilder(query);
    StringBuilder others = new StringBuilder(query.substring(0, rank - 1));
    StringBuilder ours = new StringBuilder();
    StringBuilder theirs = new StringBuilder();
    for (int axis : axes) {
      key.setCharAt(axis, LETTERS.charAt(rank + axis));
      others.deleteCharAt(others.indexOf(query.substring(axis, axis + 1)));
      ours.append(query.charAt(axis));
      theirs.append(key.charAt(axis));
    }
    return new AttentionEquation(query, key.toString(), "" + others + ours + theirs);
  }

  /** The scores' shape for one sample, of those of query and key. */
  Shape scores(Shape ofQuery, Shape ofKey) {
    long[] sizes = new long[scores.length() - 1];
    for (int i = 0; i < sizes.length; i++) {
      int ours = query.indexOf(scores.charAt(i + 1));
      sizes[i] =
          ours > 0 ? ofQuery.get(ours - 1) : ofKey.get(key.indexOf(scores.charAt(i + 1)) - 1);
    }
    return Shape.of(sizes);
  }

  /** The products of query and key. */
  Operand<TFloat32> products(Ops tf, Operand<TFloat32> ofQuery, Operand<TFloat32> ofKey) {
    return tf.linalg.einsum(List.of(ofQuery, ofKey), query + "," + key + "->" + scores);
  }

  /** The sums of a value, which scores weigh. */
  Operand<TFloat32> sums(Ops tf, Operand<TFloat32> weights, Operand<TFloat32> value) {
    return tf.linalg.einsum(List.of(weights, value), scores + "," + key + "->" + query);
  }
}
