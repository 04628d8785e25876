package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A layer of attention without heads: query (..., steps, n), value (..., other steps, m) and key
 * (..., other steps, n) to (..., steps, m), with scores (..., steps, other steps). What a mask of
 * the query leaves out is 0, and that mask travels on; that of the key is not heeded. If any mask
 * is read, none that travels is heeded.
 *
 * @param <L> the layer's type, which its options return
 */
public interface ScoredAttention<L extends ScoredAttention<L>> extends AttentionLayer<L> {

  /**
   * Emits the scores before the softmax, (batch, ..., steps, other steps).
   *
   * @param query (batch, ..., steps, n)
   * @param key (batch, ..., other steps, n)
   */
  Operand<TFloat32> scores(LayerScope scope, Operand<TFloat32> query, Operand<TFloat32> key);

  /** What the output adds to the loss, and scores that are given; empty for nothing. */
  Optional<Regularizer> activityRegularizer();

  /** Reading which steps of the query count: (steps) (Keras: in the {@code mask} of a call). */
  default L queryMask() {
    return attention(attention().mask(AttentionMask.QUERY));
  }

  @Override
  default boolean makesMask() {
    return attention().masks().contains(AttentionMask.QUERY);
  }

  @Override
  default boolean passesMask() {
    return attention().masks().isEmpty();
  }

  @Override
  default List<Spec> outputs(List<Spec> inputs) {
    AttentionReads<Spec> reads = AttentionReads.checked(inputs, attention());
    Shape query = reads.query().shape();
    Shape key = reads.key().shape();
    int axes = query.numDimensions();
    boolean fits =
        query.takeLast(1).isCompatibleWith(key.takeLast(1))
            && query.take(axes - 2).isCompatibleWith(key.take(axes - 2));
    if (!fits) {
      throw new IllegalArgumentException(
          "needs a query and a key (..., steps, features) that differ in steps alone, got %s and %s"
              .formatted(reads.query(), reads.key()));
    }
    Shape rest = query.take(axes - 1);
    List<Spec> outputs = new ArrayList<>();
    outputs.add(Spec.floats(rest.append(reads.value().shape().takeLast(1))));
    if (attention().returnsScores()) {
      outputs.add(Spec.floats(rest.append(key.get(axes - 2))));
    }
    return outputs;
  }

  @Override
  default List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    AttentionReads<Operand<? extends TType>> reads = AttentionReads.of(inputs, attention());
    Operand<TFloat32> scores =
        scores(scope, scope.floats(reads.query()), scope.floats(reads.key()));
    LayerScope heeding = attention().masks().isEmpty() ? scope : scope.masked(List.of());
    AttentionMasks masks = new AttentionMasks(heeding, reads, scores.shape().numDimensions() - 2);
    Optional<Operand<TBool>> counts =
        masks.step(AttentionMask.VALUE, 1).causal(attention().causal()).all();
    if (counts.isPresent()) {
      // As in Keras, which does not set them to it.
      Operand<TFloat32> far = tf.math.sub(scores, tf.constant(1e9f));
      scores = tf.select(counts.get(), scores, far);
    }
    Operand<TFloat32> weights = attention().dropped(scope, tf.nn.softmax(scores));
    Operand<TFloat32> y = BatchedProduct.of(scope, weights, scope.floats(reads.value()));
    Optional<Operand<TBool>> query = masks.of(AttentionMask.QUERY, 0);
    if (query.isPresent()) {
      scope.giveMask(query.get());
      y = tf.select(tf.expandDims(query.get(), tf.constant(-1)), y, tf.constant(0f));
    }
    List<Operand<? extends TType>> given =
        new DotProductAttention.Result(y, weights).given(tf, attention());
    activityRegularizer()
        .ifPresent(
            penalty -> given.forEach(x -> KernelOptions.penalize(scope, Spec.floats(x), penalty)));
    return given;
  }
}
