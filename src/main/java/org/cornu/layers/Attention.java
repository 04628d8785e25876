package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Attention whose scores are scalar products of query and key (Keras: {@code Attention}; Luong et
 * al. 2015): see {@link ScoredAttention} for shapes.
 *
 * @param scaled whether a weight scales the scores
 * @param scoreMode how scores are computed
 * @param attention what is said of scores and masks
 * @param activityRegularizer what the output adds to the loss; empty for nothing
 */
public record Attention(
    boolean scaled,
    ScoreMode scoreMode,
    AttentionOptions attention,
    Optional<Regularizer> activityRegularizer)
    implements ScoredAttention<Attention> {

  /** How scores are computed. */
  public enum ScoreMode {
    /** Scalar products. */
    DOT,
    /** Sums of the tanh of what query and key add up to, times a weight. */
    CONCAT
  }

  static final Attention DEFAULT =
      new Attention(false, ScoreMode.DOT, AttentionOptions.DEFAULT, Optional.empty());

  private static final String SCALE = "scale";
  private static final String CONCAT_WEIGHT = "concat_score_weight";

  public Attention {
    Objects.requireNonNull(scoreMode, "attention needs a score mode, got null");
    Objects.requireNonNull(attention, "attention needs options, got null");
    Objects.requireNonNull(
        activityRegularizer, "attention needs a regularizer or an empty one, got null");
  }

  /** With a weight that scales the scores, or what the tanh is of. */
  public Attention useScale() {
    return new Attention(true, scoreMode, attention, activityRegularizer);
  }

  /** With scores computed in this way. */
  public Attention scoreMode(ScoreMode mode) {
    return new Attention(scaled, mode, attention, activityRegularizer);
  }

  @Override
  public Attention attention(AttentionOptions options) {
    return new Attention(scaled, scoreMode, options, activityRegularizer);
  }

  /** With an output that adds something to the loss: the penalty of a batch over its size. */
  public Attention activityRegularizer(Regularizer regularizer) {
    Objects.requireNonNull(regularizer, "attention needs a regularizer, got null");
    return new Attention(scaled, scoreMode, attention, Optional.of(regularizer));
  }

  @Override
  public List<WeightSpec> weights(List<Spec> inputs) {
    List<WeightSpec> weights = new ArrayList<>();
    if (scaled) {
      weights.add(WeightSpec.trainable(SCALE, Shape.scalar(), Initializers.ones()));
    }
    if (scoreMode == ScoreMode.CONCAT) {
      weights.add(WeightSpec.trainable(CONCAT_WEIGHT, Shape.scalar(), Initializers.ones()));
    }
    return weights;
  }

  @Override
  public Operand<TFloat32> scores(
      LayerScope scope, Operand<TFloat32> query, Operand<TFloat32> key) {
    Ops tf = scope.tf();
    if (scoreMode == ScoreMode.DOT) {
      Operand<TFloat32> products = BatchedProduct.ofTransposed(scope, query, key);
      return scaled ? tf.math.mul(products, scope.weight(SCALE)) : products;
    }
    Operand<TFloat32> sums = pairs(tf, query, key);
    Operand<TFloat32> scaledSums = scaled ? tf.math.mul(scope.weight(SCALE), sums) : sums;
    return tf.math.mul(
        scope.weight(CONCAT_WEIGHT), tf.reduceSum(tf.math.tanh(scaledSums), tf.constant(-1)));
  }

  /** Each step of the query and each of the key, added: (batch, ..., steps, other steps, n). */
  static Operand<TFloat32> pairs(Ops tf, Operand<TFloat32> query, Operand<TFloat32> key) {
    return tf.math.add(tf.expandDims(query, tf.constant(-2)), tf.expandDims(key, tf.constant(-3)));
  }

  @Override
  public Config config() {
    return Config.of("use_scale", scaled)
        .with("score_mode", Choice.name(scoreMode))
        .with(attention.config(activityRegularizer));
  }

  /** Reads Keras's configuration. */
  public static Attention from(Config config) {
    return new Attention(
        config.flag("use_scale", false),
        Choice.from(config, "score_mode", ScoreMode.DOT),
        AttentionOptions.from(config),
        WeightOptions.regularizer(config, "activity"));
  }
}
