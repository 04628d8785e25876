package org.cornu.initializers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * Draws with the variance {@code scale / fan}, so that signals keep their size from layer to layer
 * (Keras: {@code VarianceScaling}; Glorot and Bengio 2010, He et al. 2015, LeCun et al. 1998).
 *
 * @param scale factor on the variance, above 0
 * @param mode which fan divides
 * @param distribution the shape of the draws
 * @param axes whose sizes make up the fans; empty for the usual ones
 */
public record VarianceScaling(
    double scale, Mode mode, Distribution distribution, Optional<FanAxes> axes)
    implements Initializer {

  /** Which fan the variance is divided by. */
  public enum Mode {
    /** The number of inputs: keeps the forward signal's size. */
    FAN_IN,
    /** The number of outputs: keeps the gradient's size. */
    FAN_OUT,
    /** The mean of both. */
    FAN_AVG
  }

  /** The shape of the draws; all have the same variance. */
  public enum Distribution {
    /** Uniform within sqrt(3) standard deviations. */
    UNIFORM,
    /** Normal, cut at two standard deviations and widened by what the cut takes away. */
    TRUNCATED_NORMAL,
    /** Normal. */
    UNTRUNCATED_NORMAL
  }

  /** The standard deviation of a standard normal cut at two. */
  private static final double TRUNCATED_STDDEV = .87962566103423978;

  public VarianceScaling {
    Objects.requireNonNull(mode, "varianceScaling needs a mode, got null");
    Objects.requireNonNull(distribution, "varianceScaling needs a distribution, got null");
    Objects.requireNonNull(axes, "varianceScaling needs axes or empty ones, got null");
    if (!(scale > 0)) {
      throw new IllegalArgumentException("varianceScaling needs a scale above 0, got " + scale);
    }
  }

  /** With another factor on the variance; 1 by default. */
  public VarianceScaling scale(double scale) {
    return new VarianceScaling(scale, mode, distribution, axes);
  }

  /** Divided by another fan; by the inputs by default. */
  public VarianceScaling mode(Mode mode) {
    return new VarianceScaling(scale, mode, distribution, axes);
  }

  /** With draws of another shape; a truncated normal by default. */
  public VarianceScaling distribution(Distribution distribution) {
    return new VarianceScaling(scale, mode, distribution, axes);
  }

  /** With fans of other axes. Kerases before 3.15 refuse a file that says so. */
  public VarianceScaling axes(List<Integer> inputs, List<Integer> outputs) {
    return new VarianceScaling(
        scale, mode, distribution, Optional.of(new FanAxes(inputs, outputs)));
  }

  @Override
  public float[] values(Shape shape, Draws draws) {
    Fans fans = axes.map(own -> own.of(shape)).orElseGet(() -> Fans.of(shape));
    double stddev = Math.sqrt(scale / Math.max(1, fan(fans)));
    Initializer drawn =
        switch (distribution) {
          case UNIFORM -> new RandomUniform(-Math.sqrt(3) * stddev, Math.sqrt(3) * stddev);
          case TRUNCATED_NORMAL -> new TruncatedNormal(0, stddev / TRUNCATED_STDDEV);
          case UNTRUNCATED_NORMAL -> new RandomNormal(0, stddev);
        };
    return drawn.values(shape, draws);
  }

  private double fan(Fans fans) {
    return switch (mode) {
      case FAN_IN -> fans.in();
      case FAN_OUT -> fans.out();
      case FAN_AVG -> (fans.in() + fans.out()) / 2;
    };
  }

  /** Keras's name: the usual ones have names of their own. */
  @Override
  public String className() {
    return Initializers.SCALED.entrySet().stream()
        .filter(named -> named.getValue().isBut(this))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("VarianceScaling");
  }

  @Override
  public Config config() {
    Config config =
        className().equals("VarianceScaling")
            ? Config.of("scale", scale)
                .with("mode", Choice.name(mode))
                .with("distribution", Choice.name(distribution))
            : Config.EMPTY;
    return axes.map(own -> config.with(own.config())).orElse(config);
  }

  /** Whether both differ in their axes at most. */
  private boolean isBut(VarianceScaling other) {
    return scale == other.scale && mode == other.mode && distribution == other.distribution;
  }

  /** This one with the axes of a configuration. */
  VarianceScaling read(Config config) {
    config.ignore("seed");
    return new VarianceScaling(scale, mode, distribution, FanAxes.from(config));
  }

  /** Reads Keras's configuration but for its seed: values are drawn from the net's. */
  public static VarianceScaling from(Config config) {
    String distribution = config.text("distribution", "");
    // Keras's older word.
    Config read = distribution.equals("normal") ? config.without("distribution") : config;
    return new VarianceScaling(
            config.number("scale", 1),
            Choice.from(config, "mode", Mode.FAN_IN),
            Choice.from(read, "distribution", Distribution.TRUNCATED_NORMAL),
            Optional.empty())
        .read(config);
  }
}
