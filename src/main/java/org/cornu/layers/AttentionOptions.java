package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What layers of attention have in common. The last three Keras says in a call.
 *
 * @param dropout the fraction of the scores that is set to 0 while training, in [0, 1]
 * @param seed of the dropout's own, if any
 * @param causal whether no step heeds a later one
 * @param returnsScores whether the scores are given too
 * @param masks that are read, in their order
 */
public record AttentionOptions(
    double dropout,
    OptionalLong seed,
    boolean causal,
    boolean returnsScores,
    List<AttentionMask> masks) {

  static final AttentionOptions DEFAULT =
      new AttentionOptions(0, OptionalLong.empty(), false, false, List.of());

  public AttentionOptions {
    Objects.requireNonNull(seed, "attention needs a seed or an empty one, got null");
    Dropout.requireRate("attention", dropout);
    masks = masks.stream().distinct().sorted().toList();
  }

  AttentionOptions dropout(double rate) {
    return new AttentionOptions(rate, seed, causal, returnsScores, masks);
  }

  AttentionOptions seed(long own) {
    return new AttentionOptions(dropout, OptionalLong.of(own), causal, returnsScores, masks);
  }

  AttentionOptions useCausalMask() {
    return new AttentionOptions(dropout, seed, true, returnsScores, masks);
  }

  AttentionOptions returnAttentionScores() {
    return new AttentionOptions(dropout, seed, causal, true, masks);
  }

  AttentionOptions mask(AttentionMask mask) {
    List<AttentionMask> more = new ArrayList<>(masks);
    more.add(mask);
    return new AttentionOptions(dropout, seed, causal, returnsScores, more);
  }

  /** The same with what another call says. */
  public AttentionOptions called(boolean isCausal, boolean scores, List<AttentionMask> read) {
    return new AttentionOptions(dropout, seed, isCausal, scores, read);
  }

  /** Scores of which a fraction is left out while training. */
  Operand<TFloat32> dropped(LayerScope scope, Operand<TFloat32> scores) {
    if (!scope.training() || dropout == 0) {
      return scores;
    }
    LayerScope draws = seed.isPresent() ? scope.seeded(seed.getAsLong()) : scope;
    return Dropout.drop(draws, scores, NoiseShape.OF_ALL, dropout);
  }

  Config config() {
    return NoiseLayer.with(Config.of("dropout", dropout), seed);
  }

  /** With what the output adds to the loss. */
  Config config(Optional<Regularizer> activity) {
    return activity.isPresent() ? config().with("activity_regularizer", activity.get()) : config();
  }

  static AttentionOptions from(Config config) {
    return new AttentionOptions(
        config.number("dropout", 0), NoiseLayer.seed(config), false, false, List.of());
  }
}
