package org.cornu.initializers;

import static org.cornu.initializers.VarianceScaling.Distribution.TRUNCATED_NORMAL;
import static org.cornu.initializers.VarianceScaling.Distribution.UNIFORM;
import static org.cornu.initializers.VarianceScaling.Mode.FAN_AVG;
import static org.cornu.initializers.VarianceScaling.Mode.FAN_IN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;

/** The initializers by Keras's names, to be imported statically. */
public final class Initializers {

  /** The scalings that have names of their own, by Keras's class names. */
  public static final Map<String, VarianceScaling> SCALED =
      Map.of(
          "GlorotUniform", new VarianceScaling(1, FAN_AVG, UNIFORM),
          "GlorotNormal", new VarianceScaling(1, FAN_AVG, TRUNCATED_NORMAL),
          "HeUniform", new VarianceScaling(2, FAN_IN, UNIFORM),
          "HeNormal", new VarianceScaling(2, FAN_IN, TRUNCATED_NORMAL),
          "LecunUniform", new VarianceScaling(1, FAN_IN, UNIFORM),
          "LecunNormal", new VarianceScaling(1, FAN_IN, TRUNCATED_NORMAL));

  private Initializers() {}

  /** All 0. */
  public static Initializer zeros() {
    return new Constant(0);
  }

  /** All 1. */
  public static Initializer ones() {
    return new Constant(1);
  }

  /** All {@code value}. */
  public static Initializer constant(double value) {
    return new Constant((float) value);
  }

  /** Uniform in [{@code min}, {@code max}). */
  public static Initializer randomUniform(double min, double max) {
    return new RandomUniform(min, max);
  }

  /** Normally distributed. */
  public static Initializer randomNormal(double mean, double stddev) {
    return new RandomNormal(mean, stddev);
  }

  /** Normally distributed, within two standard deviations. */
  public static Initializer truncatedNormal(double mean, double stddev) {
    return new TruncatedNormal(mean, stddev);
  }

  /** Uniform within sqrt(6 / (fan in + fan out)); the default of kernels. */
  public static Initializer glorotUniform() {
    return SCALED.get("GlorotUniform");
  }

  /** Truncated normal of variance 2 / (fan in + fan out). */
  public static Initializer glorotNormal() {
    return SCALED.get("GlorotNormal");
  }

  /** Uniform within sqrt(6 / fan in). */
  public static Initializer heUniform() {
    return SCALED.get("HeUniform");
  }

  /** Truncated normal of variance 2 / fan in. */
  public static Initializer heNormal() {
    return SCALED.get("HeNormal");
  }

  /** Uniform within sqrt(3 / fan in). */
  public static Initializer lecunUniform() {
    return SCALED.get("LecunUniform");
  }

  /** Truncated normal of variance 1 / fan in. */
  public static Initializer lecunNormal() {
    return SCALED.get("LecunNormal");
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Initializer.class, Constant.class, Constant::from));
    rows.add(initializer("Zeros", Constant.class, config -> new Constant(0)));
    rows.add(initializer("Ones", Constant.class, config -> new Constant(1)));
    rows.add(KerasClass.of(Initializer.class, RandomNormal.class, RandomNormal::from));
    rows.add(KerasClass.of(Initializer.class, RandomUniform.class, RandomUniform::from));
    rows.add(KerasClass.of(Initializer.class, TruncatedNormal.class, TruncatedNormal::from));
    rows.add(KerasClass.of(Initializer.class, VarianceScaling.class, VarianceScaling::from));
    Initializers.SCALED.forEach(
        (name, scaling) ->
            rows.add(
                initializer(
                    name,
                    VarianceScaling.class,
                    config -> {
                      // From 3.15 on Keras says which axes count as inputs; null is the usual.
                      config.ignore("seed");
                      return scaling;
                    })));
    return rows;
  }

  private static KerasClass<?> initializer(
      String name, Class<? extends Initializer> type, Function<Config, Initializer> from) {
    return new KerasClass<>(Initializer.class, name, type, from);
  }
}
