package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Adam with the squared gradients of a matrix kept as a row and a column of means (Keras: {@code
 * Adafactor}; Shazeer and Stern 2018). As in Keras the whole matrix is kept besides, so that no
 * memory is saved, and the rate is never above 1 over the root of the steps. In plain ops:
 * TensorFlow has no kernel.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param beta2Decay exponent of the step, by which the means decay ever less, below 0
 * @param epsilon1 added to the squared gradients, above 0
 * @param epsilon2 the least size of a weight that steps are measured by, above 0
 * @param clipThreshold the largest root mean square of a step, above 0
 */
public record Adafactor(
    UpdateOptions options,
    double beta2Decay,
    double epsilon1,
    double epsilon2,
    double clipThreshold)
    implements TunableOptimizer<Adafactor> {

  private static final String ROWS = "rows";
  private static final String COLUMNS = "columns";
  private static final String VELOCITY = "velocity";

  /** Keras's defaults. */
  static final Adafactor KERAS = from(Config.EMPTY.at("Keras"));

  public Adafactor {
    Objects.requireNonNull(options, "adafactor needs options, got null");
    Ranges.require(beta2Decay < 0, "adafactor", "beta2Decay", "below 0", beta2Decay);
    Ranges.requireAbove0("adafactor", "epsilon1", epsilon1);
    Ranges.requireAbove0("adafactor", "epsilon2", epsilon2);
    Ranges.requireAbove0("adafactor", "clipThreshold", clipThreshold);
  }

  @Override
  public Adafactor options(UpdateOptions options) {
    return new Adafactor(options, beta2Decay, epsilon1, epsilon2, clipThreshold);
  }

  /** With another exponent of the decay; -0.8 by default. */
  public Adafactor beta2Decay(double beta2Decay) {
    return new Adafactor(options, beta2Decay, epsilon1, epsilon2, clipThreshold);
  }

  /** With another number added to the squared gradients; 1e-30 by default. */
  public Adafactor epsilon1(double epsilon1) {
    return new Adafactor(options, beta2Decay, epsilon1, epsilon2, clipThreshold);
  }

  /** With another least size of a weight; 0.001 by default. */
  public Adafactor epsilon2(double epsilon2) {
    return new Adafactor(options, beta2Decay, epsilon1, epsilon2, clipThreshold);
  }

  /** With another largest step; 1 by default. */
  public Adafactor clipThreshold(double clipThreshold) {
    return new Adafactor(options, beta2Decay, epsilon1, epsilon2, clipThreshold);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    List<Slot> slots = new ArrayList<>();
    weights.forEach(
        (path, shape) -> {
          int rank = shape.numDimensions();
          if (rank < 2) {
            // Keras keeps two whole numbers that are never used.
            slots.add(new Slot(path, ROWS, Shape.scalar(), new Slot.Filled(0, true)));
            slots.add(new Slot(path, COLUMNS, Shape.scalar(), new Slot.Filled(0, true)));
          } else {
            Shape rows = shape.take(rank - 1);
            Shape columns = shape.take(rank - 2).append(shape.get(rank - 1));
            slots.add(new Slot(path, ROWS, rows, Slot.ZEROS));
            slots.add(new Slot(path, COLUMNS, columns, Slot.ZEROS));
          }
          slots.add(new Slot(path, VELOCITY, shape, Slot.ZEROS));
        });
    return slots;
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> fall = tf.math.div(one, tf.math.sqrt(clock.step(tf)));
    Operand<TFloat32> rate = tf.math.minimum(clock.rate(), fall);
    Operand<TFloat32> now = tf.math.pow(clock.step(tf), tf.constant((float) beta2Decay));
    Operand<TFloat32> before = tf.math.sub(one, now);
    return (after, target) -> {
      Move move = new Move(after, target);
      Operand<TFloat32> gradient = move.gradient();
      Operand<TFloat32> squares = move.plus(move.square(gradient), epsilon1);
      Operand<TFloat32> spread;
      if (target.shape().numDimensions() < 2) {
        spread = mixed(move, VELOCITY, before, now, squares);
      } else {
        Operand<TFloat32> rows = mixed(move, ROWS, before, now, mean(after, squares, -1, false));
        Operand<TFloat32> columns =
            mixed(move, COLUMNS, before, now, mean(after, squares, -2, false));
        Operand<TFloat32> share = move.over(rows, mean(after, rows, -1, true));
        spread =
            move.keep(
                VELOCITY,
                move.times(
                    after.expandDims(share, after.constant(-1)),
                    after.expandDims(columns, after.constant(-2))));
      }
      Operand<TFloat32> step = move.over(gradient, move.root(spread));
      Operand<TFloat32> length = move.over(rms(after, step), move.number(clipThreshold));
      Operand<TFloat32> clipped = move.over(step, after.math.maximum(one, length));
      Operand<TFloat32> size = after.math.maximum(move.number(epsilon2), rms(after, move.weight()));
      return move.minus(move.times(move.times(size, rate), clipped));
    };
  }

  private static Operand<TFloat32> mixed(
      Move move,
      String slot,
      Operand<TFloat32> before,
      Operand<TFloat32> now,
      Operand<TFloat32> value) {
    return move.keep(slot, move.plus(move.times(before, move.slot(slot)), move.times(now, value)));
  }

  private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> value, int axis, boolean keeps) {
    return tf.math.mean(value, tf.constant(axis), Mean.keepDims(keeps));
  }

  /** The root of the mean square. */
  private static Operand<TFloat32> rms(Ops tf, Operand<TFloat32> value) {
    return tf.math.sqrt(
        tf.math.mean(tf.math.square(value), FrameworkOps.create(tf).math.allAxes(value)));
  }

  @Override
  public Config config() {
    return options
        .config()
        .with("beta_2_decay", beta2Decay)
        .with("epsilon_1", epsilon1)
        .with("epsilon_2", epsilon2)
        .with("clip_threshold", clipThreshold);
  }

  /** Reads Keras's configuration. */
  public static Adafactor from(Config config) {
    // Keras takes the smaller of rate and root of the steps whatever this says.
    config.ignore("relative_step");
    return new Adafactor(
        UpdateOptions.from(config, 1e-3, OptionalDouble.empty()),
        config.number("beta_2_decay", -0.8),
        config.number("epsilon_1", 1e-30),
        config.number("epsilon_2", 1e-3),
        config.number("clip_threshold", 1));
  }
}
