package org.cornu.preprocessing;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.data.Dataset;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The number of the bin that each number lies in: (...) to the same, as int32, or in rows of floats
 * (Keras: {@code Discretization}). A bin begins with its lower boundary, so that with the
 * boundaries 0 and 1 the numbers -1, 0, 0.5 and 1 are in bins 0, 1, 1 and 2.
 *
 * @param boundaries of the bins, rising; empty before it has adapted
 * @param bins into how many it is to adapt; empty where it has boundaries
 * @param epsilon how far a boundary may lie from where it should, as a part of the samples
 * @param mode what it gives
 */
public record Discretization(
    List<Double> boundaries, OptionalInt bins, double epsilon, OutputMode mode) implements Layer {

  private static final String BOUNDARIES = "bin_boundaries";
  private static final String BINS = "num_bins";

  public Discretization {
    boundaries = List.copyOf(boundaries);
    if (boundaries.isEmpty() == bins.isEmpty() || bins.isPresent() && bins.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "discretization needs boundaries, or 1 bin or more, got %s and %s"
              .formatted(boundaries, bins));
    }
    for (int i = 1; i < boundaries.size(); i++) {
      if (!(boundaries.get(i - 1) <= boundaries.get(i))) {
        throw new IllegalArgumentException(
            "discretization needs rising boundaries, got " + boundaries);
      }
    }
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException(
          "discretization needs an epsilon in (0, 1), got " + epsilon);
    }
    Objects.requireNonNull(mode, "discretization needs a mode, got null");
    if (mode == OutputMode.TF_IDF) {
      throw new IllegalArgumentException(
          "discretization needs the mode INT, ONE_HOT, MULTI_HOT or COUNT, got TF_IDF");
    }
  }

  /** With another epsilon than 0.01. */
  public Discretization epsilon(double epsilon) {
    return new Discretization(boundaries, bins, epsilon, mode);
  }

  /** Giving rows, or counts, in place of numbers. */
  public Discretization outputMode(OutputMode mode) {
    return new Discretization(boundaries, bins, epsilon, mode);
  }

  /**
   * With boundaries between which about as many numbers of the data's only input lie, as Keras
   * finds them in batches of 1024 samples.
   *
   * @throws IllegalStateException if it has boundaries
   */
  public Discretization adapt(Dataset data) {
    return adapt(Adapting.of("discretization", data));
  }

  /**
   * The same of one of several inputs.
   *
   * @param input its name
   */
  public Discretization adapt(Dataset data, String input) {
    return adapt(Adapting.of("discretization", data, input));
  }

  private Discretization adapt(Adapting data) {
    if (bins.isEmpty()) {
      throw new IllegalStateException(
          "discretization's adapt needs a layer that was made by a number of bins, got " + this);
    }
    if (bins.getAsInt() == 1) {
      throw new IllegalStateException(
          "discretization's adapt needs 2 bins or more, between which boundaries lie, got 1");
    }
    Quantiles quantiles = new Quantiles(epsilon);
    data.doubles(quantiles::add);
    return new Discretization(
        quantiles.boundaries(bins.getAsInt()), OptionalInt.empty(), epsilon, mode);
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("needs one input, got " + inputs.size());
    }
    if (boundaries.isEmpty()) {
      throw new IllegalArgumentException("needs boundaries: adapt(data) finds them");
    }
    DType type = mode == OutputMode.INT ? DType.INT32 : DType.FLOAT32;
    return List.of(mode.spec(inputs.get(0).shape(), boundaries.size() + 1, type));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<TFloat32> x = scope.floats(inputs.get(0));
    List<Float> floats = boundaries.stream().map(Double::floatValue).toList();
    Operand<TInt32> bin = tf.bucketize(x, floats);
    if (mode == OutputMode.INT) {
      return List.of(bin);
    }
    Operand<TFloat32> none = tf.constant(new float[0]);
    Operand<TInt64> wide = tf.dtypes.cast(bin, TInt64.class);
    return List.of(mode.rows(tf, wide, boundaries.size() + 1, none));
  }

  @Override
  public Config config() {
    Config config =
        bins.isPresent() ? Config.of(BINS, bins.getAsInt()) : Config.of(BOUNDARIES, boundaries);
    return config.with("epsilon", epsilon).with("output_mode", Choice.name(mode));
  }

  /** Reads Keras's configuration; boundaries that it has adapted to are as good as given. */
  public static Discretization from(Config config) {
    config.require("sparse", false);
    boolean isKnown = config.has(BOUNDARIES);
    config.ignore(BINS);
    return new Discretization(
        isKnown ? Numbers.from(config, BOUNDARIES) : List.of(),
        isKnown ? OptionalInt.empty() : OptionalInt.of(config.integer(BINS)),
        config.number("epsilon", 0.01),
        Choice.from(config, "output_mode", OutputMode.INT));
  }
}
