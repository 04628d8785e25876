package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean and variance that move with the batches of a batch normalization.
 *
 * @param mean first values of the moving mean
 * @param variance first values of the moving variance
 * @param renorm whether training corrects a batch towards them, and how far
 * @param together whether replicas find out those of a batch together
 */
public record Moving(
    Initializer mean, Initializer variance, Optional<Renorm> renorm, boolean together) {

  private static final String MEAN = "moving_mean";
  private static final String VARIANCE = "moving_variance";
  private static final String STDDEV = "moving_stddev";
  private static final String RENORM_MEAN = "renorm_mean";
  private static final String RENORM_STDDEV = "renorm_stddev";

  /** Zeros and ones, as in Keras. */
  static final Moving USUAL =
      new Moving(Initializers.zeros(), Initializers.ones(), Optional.empty(), false);

  public Moving {
    Objects.requireNonNull(mean, "a moving mean needs an initializer, got null");
    Objects.requireNonNull(variance, "a moving variance needs an initializer, got null");
    Objects.requireNonNull(renorm, "batchNormalization needs a renorm or an empty one, got null");
  }

  Moving mean(Initializer initializer) {
    return new Moving(initializer, variance, renorm, together);
  }

  Moving variance(Initializer initializer) {
    return new Moving(mean, initializer, renorm, together);
  }

  Moving renorm(Renorm renorm) {
    Objects.requireNonNull(renorm, "batchNormalization needs a renorm, got null");
    return new Moving(mean, variance, Optional.of(renorm), together);
  }

  Moving acrossReplicas() {
    return new Moving(mean, variance, renorm, true);
  }

  /** The states, in Keras's order. */
  List<WeightSpec> weights(Shape channels) {
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(WeightSpec.state(MEAN, channels, mean));
    weights.add(WeightSpec.state(VARIANCE, channels, variance));
    if (renorm.isPresent()) {
      weights.add(WeightSpec.state(STDDEV, channels, deviation()));
      weights.add(WeightSpec.state(RENORM_MEAN, channels, mean));
      weights.add(WeightSpec.state(RENORM_STDDEV, channels, deviation()));
    }
    return weights;
  }

  private Initializer deviation() {
    return (shape, draws) -> {
      float[] values = variance.values(shape, draws);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.sqrt(values[i]);
      }
      return values;
    };
  }

  /** Reads the states that only training needs, so that inference holds them too. */
  void read(LayerScope scope) {
    if (renorm.isPresent()) {
      List.of(STDDEV, RENORM_MEAN, RENORM_STDDEV).forEach(scope::weight);
    }
  }

  /**
   * Moves the states towards a batch.
   *
   * @param y the normalized batch
   * @return the same, or if it renormalizes corrected by what the states were before
   */
  Operand<TFloat32> update(
      LayerScope scope,
      Operand<TFloat32> y,
      Operand<TFloat32> batchMean,
      Operand<TFloat32> batchVariance,
      double momentum,
      double epsilon) {
    Ops tf = scope.tf();
    move(scope, MEAN, batchMean, momentum);
    if (renorm.isEmpty()) {
      move(scope, VARIANCE, batchVariance, momentum);
      return y;
    }
    Operand<TFloat32> small = tf.constant((float) epsilon);
    Operand<TFloat32> stddev = tf.math.sqrt(tf.math.add(batchVariance, small));
    Operand<TFloat32> corrected = corrected(scope, y, batchMean, stddev, small);
    move(scope, RENORM_MEAN, batchMean, renorm.get().momentum());
    move(scope, RENORM_STDDEV, stddev, renorm.get().momentum());
    Operand<TFloat32> moved = move(scope, STDDEV, stddev, momentum);
    scope.update(VARIANCE, tf.nn.relu(tf.math.sub(tf.math.square(moved), small)));
    return corrected;
  }

  private Operand<TFloat32> corrected(
      LayerScope scope,
      Operand<TFloat32> y,
      Operand<TFloat32> batchMean,
      Operand<TFloat32> stddev,
      Operand<TFloat32> small) {
    Ops tf = scope.tf();
    Renorm bounds = renorm.orElseThrow();
    var old = tf.math.maximum(scope.weight(RENORM_STDDEV), tf.math.sqrt(small));
    var r = tf.math.div(stddev, old);
    var d = tf.math.div(tf.math.sub(batchMean, scope.weight(RENORM_MEAN)), old);
    var factor = between(tf, r, bounds.rMin(), bounds.rMax());
    var shift = between(tf, d, -bounds.dMax(), bounds.dMax());
    return tf.math.add(tf.math.mul(y, tf.stopGradient(factor)), tf.stopGradient(shift));
  }

  private static Operand<TFloat32> between(Ops tf, Operand<TFloat32> x, double least, double most) {
    return tf.math.minimum(
        tf.math.maximum(x, tf.constant((float) least)), tf.constant((float) most));
  }

  private static Operand<TFloat32> move(
      LayerScope scope, String state, Operand<TFloat32> batch, double momentum) {
    Ops tf = scope.tf();
    Operand<TFloat32> moved =
        tf.math.add(
            tf.math.mul(scope.weight(state), tf.constant((float) momentum)),
            tf.math.mul(batch, tf.constant((float) (1 - momentum))));
    scope.update(state, moved);
    return moved;
  }

  /** Under Keras's names, what is not as usual. */
  Config config() {
    Config config = renorm.map(Renorm::config).orElse(Config.EMPTY);
    if (together) {
      config = config.with("synchronized", true);
    }
    if (!mean.equals(USUAL.mean)) {
      config = config.with(MEAN + "_initializer", mean);
    }
    return variance.equals(USUAL.variance)
        ? config
        : config.with(VARIANCE + "_initializer", variance);
  }

  /** Reads Keras's configuration. */
  static Moving from(Config config) {
    boolean renorms = config.flag("renorm", false);
    config.ignore("renorm_clipping", "renorm_momentum");
    return new Moving(
        config.instance(Initializer.class, MEAN + "_initializer", USUAL.mean),
        config.instance(Initializer.class, VARIANCE + "_initializer", USUAL.variance),
        renorms ? Optional.of(Renorm.from(config)) : Optional.empty(),
        config.flag("synchronized", false));
  }
}
