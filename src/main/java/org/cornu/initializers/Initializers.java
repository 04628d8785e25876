package org.cornu.initializers;

import static org.cornu.initializers.VarianceScaling.Distribution.TRUNCATED_NORMAL;
import static org.cornu.initializers.VarianceScaling.Distribution.UNIFORM;
import static org.cornu.initializers.VarianceScaling.Mode.FAN_AVG;
import static org.cornu.initializers.VarianceScaling.Mode.FAN_IN;

import java.util.Map;

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
}
