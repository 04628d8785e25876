package org.cornu.layers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * Attention whose scores are sums of the tanh of what query and key add up to (Keras: {@code
 * AdditiveAttention}; Bahdanau et al. 2015): see {@link ScoredAttention} for shapes.
 *
 * @param scaled whether a weight for each feature scales what is summed
 * @param attention what is said of scores and masks
 * @param activityRegularizer what the output adds to the loss; empty for nothing
 */
public record AdditiveAttention(
    boolean scaled, AttentionOptions attention, Optional<Regularizer> activityRegularizer)
    implements ScoredAttention<AdditiveAttention> {

  static final AdditiveAttention DEFAULT =
      new AdditiveAttention(true, AttentionOptions.DEFAULT, Optional.empty());

  private static final String SCALE = "scale";

  public AdditiveAttention {
    Objects.requireNonNull(attention, "additiveAttention needs options, got null");
    Objects.requireNonNull(
        activityRegularizer, "additiveAttention needs a regularizer or an empty one, got null");
  }

  /** Without weights (Keras: {@code use_scale=False}). */
  public AdditiveAttention noScale() {
    return new AdditiveAttention(false, attention, activityRegularizer);
  }

  @Override
  public AdditiveAttention attention(AttentionOptions options) {
    return new AdditiveAttention(scaled, options, activityRegularizer);
  }

  /** With an output that adds something to the loss: the penalty of a batch over its size. */
  public AdditiveAttention activityRegularizer(Regularizer regularizer) {
    Objects.requireNonNull(regularizer, "additiveAttention needs a regularizer, got null");
    return new AdditiveAttention(scaled, attention, Optional.of(regularizer));
  }

  @Override
  public List<WeightSpec> weights(List<Spec> inputs) {
    if (!scaled) {
      return List.of();
    }
    Shape features = Shape.of(Shapes.knownChannels(inputs.get(0).shape()));
    return List.of(WeightSpec.trainable(SCALE, features, Initializers.glorotUniform()));
  }

  @Override
  public Operand<TFloat32> scores(
      LayerScope scope, Operand<TFloat32> query, Operand<TFloat32> key) {
    Ops tf = scope.tf();
    Operand<TFloat32> each = tf.math.tanh(Attention.pairs(tf, query, key));
    return tf.reduceSum(scaled ? tf.math.mul(scope.weight(SCALE), each) : each, tf.constant(-1));
  }

  @Override
  public Config config() {
    return Config.of("use_scale", scaled).with(attention.config(activityRegularizer));
  }

  /** Reads Keras's configuration. */
  public static AdditiveAttention from(Config config) {
    return new AdditiveAttention(
        config.flag("use_scale", true),
        AttentionOptions.from(config),
        WeightOptions.regularizer(config, "activity"));
  }
}
