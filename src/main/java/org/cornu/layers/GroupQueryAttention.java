package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * Attention of several heads, of which some share a key and a value: query (steps, n), value (other
 * steps, n) and key (other steps, k) to (steps, n) (Keras: {@code GroupQueryAttention}; Ainslie et
 * al. 2023). Scores are (numQueryHeads, steps, other steps). A mask of the query travels on. As in
 * Keras an activity regularizer counts what is given once for its projection, once for the layer.
 *
 * @param headDim size of a head, 1 or more
 * @param numQueryHeads 1 or more
 * @param numKeyValueHeads a divisor of it
 * @param heads projections, window and gate
 * @param attention what is said of scores and masks
 */
public record GroupQueryAttention(
    int headDim,
    int numQueryHeads,
    int numKeyValueHeads,
    HeadOptions heads,
    AttentionOptions attention)
    implements HeadedAttention<GroupQueryAttention> {

  public GroupQueryAttention {
    Objects.requireNonNull(heads, "groupQueryAttention needs options of its heads, got null");
    Objects.requireNonNull(attention, "groupQueryAttention needs options, got null");
    if (headDim < 1 || numKeyValueHeads < 1 || numQueryHeads < 1) {
      throw new IllegalArgumentException(
          "groupQueryAttention needs heads of size 1 or more, one or more for the query, and for key and value, got size %d, %d and %d"
              .formatted(headDim, numQueryHeads, numKeyValueHeads));
    }
    if (numQueryHeads % numKeyValueHeads != 0) {
      throw new IllegalArgumentException(
          "groupQueryAttention needs equally many heads of the query for each of key and value, got %d for %d"
              .formatted(numQueryHeads, numKeyValueHeads));
    }
  }

  /** With Keras's defaults. */
  static GroupQueryAttention of(int headDim, int numQueryHeads, int numKeyValueHeads) {
    return new GroupQueryAttention(
        headDim, numQueryHeads, numKeyValueHeads, HeadOptions.DEFAULT, AttentionOptions.DEFAULT);
  }

  /** Reading which steps of the query count: (steps) (Keras: {@code query_mask} of a call). */
  public GroupQueryAttention queryMask() {
    return attention(attention.mask(AttentionMask.QUERY));
  }

  @Override
  public GroupQueryAttention heads(HeadOptions options) {
    return new GroupQueryAttention(headDim, numQueryHeads, numKeyValueHeads, options, attention);
  }

  @Override
  public GroupQueryAttention attention(AttentionOptions options) {
    return new GroupQueryAttention(headDim, numQueryHeads, numKeyValueHeads, heads, options);
  }

  private Heads projections() {
    return new Heads(numQueryHeads, numKeyValueHeads, headDim, headDim, List.of(), heads);
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    AttentionReads<Spec> reads = AttentionReads.checked(inputs, attention);
    Shape query = reads.query().shape();
    Shape value = reads.value().shape();
    if (query.numDimensions() != 2 || !query.takeLast(1).isCompatibleWith(value.takeLast(1))) {
      throw new IllegalArgumentException(
          "needs a query and a value (steps, features) of equally many features, got %s and %s"
              .formatted(reads.query(), reads.value()));
    }
    List<Spec> outputs = new ArrayList<>(List.of(Spec.floats(query)));
    if (attention.returnsScores()) {
      outputs.add(Spec.floats(Shape.of(numQueryHeads, query.get(0), value.get(0))));
    }
    return outputs;
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    return projections().parts(AttentionReads.checked(inputs, attention));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    List<Operand<? extends TType>> given = projections().call(scope, inputs, List.of(1), attention);
    Optional<Regularizer> regularizer = heads.projections().activityRegularizer();
    regularizer.ifPresent(
        penalty -> given.forEach(y -> KernelOptions.penalize(scope, Spec.floats(y), penalty)));
    return given;
  }

  @Override
  public Config config() {
    return Config.of("head_dim", headDim)
        .with("num_query_heads", numQueryHeads)
        .with("num_key_value_heads", numKeyValueHeads)
        .with(heads.config())
        .with(attention.config());
  }

  /** Reads Keras's configuration. */
  public static GroupQueryAttention from(Config config) {
    return new GroupQueryAttention(
        config.integer("head_dim"),
        config.integer("num_query_heads"),
        config.integer("num_key_value_heads"),
        HeadOptions.from(config),
        AttentionOptions.from(config));
  }
}
