package org.cornu.layers;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Scaled products of query and key, their softmax, and the mean of the value that it weighs (Keras:
 * {@code ops.dot_product_attention}). Query, key and value are (batch, ..., heads, size).
 *
 * @param axes that are attended over, from 1 on, in the query as in the key
 * @param options of the scores
 */
record DotProductAttention(List<Integer> axes, AttentionOptions options) {

  private static final float VERY_LITTLE = -1e9f;

  /** The axes of turned sequences, (batch, heads, steps, size), and of those turned back. */
  private static final int[] TURNED = {0, 2, 1, 3};

  /**
   * What it gives.
   *
   * @param values (batch, ..., heads, size)
   * @param scores (batch, other axes, heads, query's axes, key's axes), none left out
   */
  record Result(Operand<TFloat32> values, Operand<TFloat32> scores) {

    /** What the layer gives; the values come from the scores, which so have a gradient apart. */
    List<Operand<? extends TType>> given(Ops tf, AttentionOptions options) {
      return options.returnsScores() ? List.of(values, tf.identity(scores)) : List.of(values);
    }
  }

  /**
   * Emits it.
   *
   * @param mask which scores count, (batch, ..., query's axes, key's axes); axes that it has not
   *     are before these
   */
  Result of(
      LayerScope scope,
      Operand<TFloat32> query,
      Operand<TFloat32> key,
      Operand<TFloat32> value,
      Optional<Operand<TBool>> mask) {
    Ops tf = scope.tf();
    int rank = query.shape().numDimensions();
    float scale = (float) (1 / Math.sqrt(query.shape().get(rank - 1)));
    Operand<TFloat32> scaled = tf.math.mul(query, tf.constant(scale));
    if (rank > 4) {
      AttentionEquation equation = AttentionEquation.of(rank, axes);
      Operand<TFloat32> scores = softmax(tf, equation.products(tf, scaled, key), mask, true);
      return new Result(equation.sums(tf, options.dropped(scope, scores), value), scores);
    }
    Operand<TFloat32> products =
        BatchedProduct.ofTransposed(scope, turned(tf, scaled), turned(tf, key));
    // Keras computes plain attention in another way: what heeds nothing gets the plain mean there.
    boolean isPlain = options.dropout() == 0 && !options.returnsScores();
    Operand<TFloat32> scores = softmax(tf, products, mask, !isPlain);
    Operand<TFloat32> weights = options.dropped(scope, scores);
    return new Result(turned(tf, BatchedProduct.of(scope, weights, turned(tf, value))), scores);
  }

  private static Operand<TFloat32> turned(Ops tf, Operand<TFloat32> x) {
    return tf.linalg.transpose(x, tf.constant(TURNED));
  }

  /**
   * The softmax over the key's axes of scores that count.
   *
   * @param zeroes whether all are 0 where none counts
   */
  private Operand<TFloat32> softmax(
      Ops tf, Operand<TFloat32> products, Optional<Operand<TBool>> mask, boolean zeroes) {
    if (mask.isEmpty()) {
      return overKey(tf, products);
    }
    Operand<TBool> counts = mask.get();
    while (counts.shape().numDimensions() < products.shape().numDimensions()) {
      counts = tf.expandDims(counts, tf.constant(-2 * axes.size() - 1));
    }
    Operand<TFloat32> scores = overKey(tf, tf.select(counts, products, tf.constant(VERY_LITTLE)));
    return zeroes ? tf.select(counts, scores, tf.constant(0f)) : scores;
  }

  private Operand<TFloat32> overKey(Ops tf, Operand<TFloat32> products) {
    if (axes.size() == 1) {
      return tf.nn.softmax(products);
    }
    List<Integer> last = IntStream.rangeClosed(-axes.size(), -1).boxed().toList();
    return new org.cornu.activations.Softmax(last).apply(tf, products);
  }
}
