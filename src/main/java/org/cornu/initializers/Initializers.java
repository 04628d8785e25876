package org.cornu.initializers;

import static org.cornu.initializers.VarianceScaling.Distribution.TRUNCATED_NORMAL;
import static org.cornu.initializers.VarianceScaling.Distribution.UNIFORM;
import static org.cornu.initializers.VarianceScaling.Mode.FAN_AVG;
import static org.cornu.initializers.VarianceScaling.Mode.FAN_IN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;

/** The initializers by Keras's names, to be imported statically. */
public final class Initializers {

  /** The scalings that have names of their own, by Keras's class names. */
  public static final Map<String, VarianceScaling> SCALED =
      Map.of(
          "GlorotUniform", varianceScaling().mode(FAN_AVG).distribution(UNIFORM),
          "GlorotNormal", varianceScaling().mode(FAN_AVG),
          "HeUniform", varianceScaling().scale(2).distribution(UNIFORM),
          "HeNormal", varianceScaling().scale(2),
          "LecunUniform", varianceScaling().distribution(UNIFORM),
          "LecunNormal", varianceScaling());

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

  /** Normal, truncated, of variance 1 / fan in, until options say otherwise. */
  public static VarianceScaling varianceScaling() {
    return new VarianceScaling(1, FAN_IN, TRUNCATED_NORMAL, Optional.empty());
  }

  /** Vectors of length 1 at right angles; the default of recurrent kernels. */
  public static Orthogonal orthogonal() {
    return new Orthogonal(1);
  }

  /** 1 on the diagonal of a matrix, 0 elsewhere. */
  public static Identity identity() {
    return new Identity(1);
  }

  /** The cosines, or the sines, of a Fourier transform under von Hann's window. */
  public static STFT stft(STFT.Side side) {
    return new STFT(side, Optional.of(STFT.Window.HANN), Optional.of(STFT.Scaling.DENSITY), false);
  }

  /** Uniform within sqrt(6 / (fan in + fan out)); the default of kernels. */
  public static VarianceScaling glorotUniform() {
    return SCALED.get("GlorotUniform");
  }

  /** Truncated normal of variance 2 / (fan in + fan out). */
  public static VarianceScaling glorotNormal() {
    return SCALED.get("GlorotNormal");
  }

  /** Uniform within sqrt(6 / fan in). */
  public static VarianceScaling heUniform() {
    return SCALED.get("HeUniform");
  }

  /** Truncated normal of variance 2 / fan in. */
  public static VarianceScaling heNormal() {
    return SCALED.get("HeNormal");
  }

  /** Uniform within sqrt(3 / fan in). */
  public static VarianceScaling lecunUniform() {
    return SCALED.get("LecunUniform");
  }

  /** Truncated normal of variance 1 / fan in. */
  public static VarianceScaling lecunNormal() {
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
        (name, scaling) -> rows.add(initializer(name, VarianceScaling.class, scaling::read)));
    rows.add(KerasClass.of(Initializer.class, Orthogonal.class, Orthogonal::from));
    rows.add(KerasClass.of(Initializer.class, Identity.class, Identity::from));
    rows.add(KerasClass.of(Initializer.class, STFT.class, STFT::from));
    // Keras's further names.
    rows.add(initializer("OrthogonalInitializer", Orthogonal.class, Orthogonal::from));
    rows.add(initializer("IdentityInitializer", Identity.class, Identity::from));
    rows.add(initializer("STFTInitializer", STFT.class, STFT::from));
    rows.add(initializer("normal", RandomNormal.class, RandomNormal::from));
    rows.add(initializer("uniform", RandomUniform.class, RandomUniform::from));
    rows.add(initializer("zero", Constant.class, config -> new Constant(0)));
    rows.add(initializer("one", Constant.class, config -> new Constant(1)));
    return rows;
  }

  private static KerasClass<?> initializer(
      String name, Class<? extends Initializer> type, Function<Config, Initializer> from) {
    return new KerasClass<>(Initializer.class, name, type, from);
  }
}
