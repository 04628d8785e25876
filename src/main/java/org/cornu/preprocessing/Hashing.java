package org.cornu.preprocessing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Texts, or whole numbers as they are written, as numbers of bins by their hash: (...) to the same,
 * as int64, or in rows of floats (Keras: {@code Hashing}, by FarmHash64 or, with a salt, by
 * SipHash64).
 *
 * @param bins how many there are (Keras: {@code num_bins})
 * @param mask a text, or a number as it is written, that stands for none, and has bin 0 for itself;
 *     empty for none
 * @param salt of the hash; empty for none
 * @param mode what it gives
 */
public record Hashing(int bins, Optional<Object> mask, Optional<Salt> salt, OutputMode mode)
    implements Layer {

  public Hashing {
    if (bins < 1) {
      throw new IllegalArgumentException("hashing needs 1 bin or more, got " + bins);
    }
    if (mask.filter(each -> !(each instanceof Long || each instanceof String)).isPresent()) {
      throw new IllegalArgumentException(
          "hashing needs a text or a whole number as its mask, got " + mask.get());
    }
    Objects.requireNonNull(mode, "hashing needs a mode, got null");
    if (mode == OutputMode.TF_IDF) {
      throw new IllegalArgumentException(
          "hashing needs the mode INT, ONE_HOT, MULTI_HOT or COUNT, got TF_IDF");
    }
  }

  /** With a number that stands for none, and has bin 0 for itself. */
  public Hashing maskValue(long mask) {
    return new Hashing(bins, Optional.of(mask), salt, mode);
  }

  /** With a text that stands for none, and has bin 0 for itself. */
  public Hashing maskValue(String mask) {
    Objects.requireNonNull(mask, "maskValue needs a text, got null");
    return new Hashing(bins, Optional.of(mask), salt, mode);
  }

  /** By a hash with a secret key. */
  public Hashing salt(long first, long second) {
    return new Hashing(bins, mask, Optional.of(new Salt(first, second)), mode);
  }

  /** Giving rows, or counts, in place of numbers. */
  public Hashing outputMode(OutputMode mode) {
    return new Hashing(bins, mask, salt, mode);
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("needs one input, got " + inputs.size());
    }
    DType type = mode == OutputMode.INT ? DType.INT64 : DType.FLOAT32;
    return List.of(mode.spec(inputs.get(0).shape(), bins, type));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<TString> x = texts(tf, inputs.get(0));
    boolean isMasked = mask.isPresent() && bins > 1;
    Operand<TInt64> numbers = Salt.hash(tf, x, isMasked ? bins - 1 : bins, salt);
    if (isMasked) {
      Operand<TBool> isMask = tf.math.equal(x, tf.constant(mask.get().toString()));
      numbers = tf.select(isMask, tf.constant(0L), tf.math.add(numbers, tf.constant(1L)));
    }
    Operand<TFloat32> none = tf.constant(new float[0]);
    return List.of(mode == OutputMode.INT ? numbers : mode.rows(tf, numbers, bins, none));
  }

  @SuppressWarnings("unchecked") // the type was looked at
  private static Operand<TString> texts(Ops tf, Operand<? extends TType> x) {
    return x.asOutput().type() == TString.class
        ? (Operand<TString>) x
        : tf.dtypes.asString(tf.dtypes.cast(x, TInt64.class));
  }

  /** With the type that Keras needs here: whole numbers have one of their own. */
  @Override
  public Config config() {
    Config config =
        Config.of("num_bins", bins)
            .with("output_mode", Choice.name(mode))
            .with("dtype", mode == OutputMode.INT ? "int64" : "float32")
            .with(Salt.config(salt));
    return mask.isPresent() ? config.with("mask_value", mask.get()) : config;
  }

  /** Reads Keras's configuration. */
  public static Hashing from(Config config) {
    config.require("sparse", false);
    config.ignore("dtype");
    Optional<Object> mask =
        config
            .any("mask_value")
            .map(
                value -> {
                  if (value instanceof String) {
                    return value;
                  }
                  if (value instanceof Number number
                      && number.doubleValue() == number.longValue()) {
                    return number.longValue();
                  }
                  throw config.wrong("mask_value", "a whole number or a text");
                });
    return new Hashing(
        config.integer("num_bins"),
        mask,
        Salt.from(config),
        Choice.from(config, "output_mode", OutputMode.INT));
  }
}
