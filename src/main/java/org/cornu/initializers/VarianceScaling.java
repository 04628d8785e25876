package org.cornu.initializers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
 */
public record VarianceScaling(double scale, Mode mode, Distribution distribution)
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
    if (!(scale > 0)) {
      throw new IllegalArgumentException("varianceScaling needs a scale above 0, got " + scale);
    }
  }

  @Override
  public float[] values(Shape shape, Draws draws) {
    double stddev = Math.sqrt(scale / Math.max(1, fan(Fans.of(shape))));
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
        .filter(named -> named.getValue().equals(this))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("VarianceScaling");
  }

  @Override
  public Config config() {
    return className().equals("VarianceScaling")
        ? Config.of("scale", scale)
            .with("mode", kerasName(mode))
            .with("distribution", kerasName(distribution))
        : Config.EMPTY;
  }

  /** Reads Keras's configuration but for its seed: values are drawn from the net's. */
  public static VarianceScaling from(Config config) {
    config.ignore("seed");
    return new VarianceScaling(
        config.number("scale", 1),
        choice(config, "mode", Mode.FAN_IN),
        choice(config, "distribution", Distribution.TRUNCATED_NORMAL));
  }

  private static <E extends Enum<E>> E choice(Config config, String key, E absent) {
    String name = config.text(key, kerasName(absent));
    for (E value : absent.getDeclaringClass().getEnumConstants()) {
      if (kerasName(value).equals(name)) {
        return value;
      }
    }
    throw config.wrong(
        key,
        "one of "
            + Arrays.stream(absent.getDeclaringClass().getEnumConstants())
                .map(VarianceScaling::kerasName)
                .toList());
  }

  private static String kerasName(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
