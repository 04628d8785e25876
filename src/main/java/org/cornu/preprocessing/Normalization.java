package org.cornu.preprocessing;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.data.Dataset;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Layers;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * (x - mean) / standard deviation, of moments that are given, or known from data before training:
 * (...) to the same (Keras: {@code Normalization}).
 *
 * <pre>{@code
 * Normalization normalized = normalization().adapt(houses);
 * Sequential net = Sequential.of(input(8), normalized, dense(1));
 * }</pre>
 *
 * <p>Moments that it adapted to are weights, as in Keras, that no training moves; files hold them
 * there, with a count that Keras keeps for old files and nobody reads. Before, they are 0 and 1.
 *
 * @param axes that have moments of their own for each place, the batch counted: 1 for the first of
 *     a sample, -1 for the last; none for one mean and variance of all
 * @param inverted whether it computes the way back, x * standard deviation + mean
 * @param given moments that are part of the configuration
 * @param adapted moments that the weights begin with
 */
public record Normalization(
    List<Integer> axes, boolean inverted, Optional<Moments> given, Optional<Moments> adapted)
    implements UnaryLayer {

  private static final float EPSILON = 1e-7f;

  public Normalization {
    axes = List.copyOf(axes);
    if (axes.contains(0)) {
      throw new IllegalArgumentException(
          "normalization needs axes of a sample, 1 or more, or below 0 from the end, got 0, the batch");
    }
    if (given.isPresent() && given.get().shape().size() > axes.size()) {
      throw new IllegalArgumentException(
          "normalization needs moments of at most %d axes, as many as are kept, got shape %s"
              .formatted(axes.size(), given.get().shape()));
    }
  }

  /** With moments of their own for each place of other axes; none for one mean and variance. */
  public Normalization axis(int... axes) {
    Objects.requireNonNull(axes, "normalization's axis needs axes, or none, got null");
    return new Normalization(Arrays.stream(axes).boxed().toList(), inverted, given, adapted);
  }

  /** The way back: x * standard deviation + mean. */
  public Normalization invert() {
    return new Normalization(axes, true, given, adapted);
  }

  /**
   * With the moments of the data's only input, in one pass over it.
   *
   * @throws IllegalStateException if the moments are given
   */
  public Normalization adapt(Dataset data) {
    return adapt(Adapting.of("normalization", data));
  }

  /**
   * The same of one of several inputs.
   *
   * @param input its name
   */
  public Normalization adapt(Dataset data, String input) {
    return adapt(Adapting.of("normalization", data, input));
  }

  private Normalization adapt(Adapting data) {
    if (given.isPresent()) {
      throw new IllegalStateException(
          "normalization's adapt needs a layer whose mean and variance are not given, got " + this);
    }
    Shape sample = Shape.of(data.part().shape().stream().mapToLong(Integer::longValue).toArray());
    List<Integer> kept = kept(sample);
    Moments.Sums sums = new Moments.Sums(sample, kept);
    data.doubles(sums::add);
    return new Normalization(axes, inverted, given, Optional.of(sums.moments(kept)));
  }

  /** The axes of a sample, from 0, in order. */
  private List<Integer> kept(Shape sample) {
    int count = sample.numDimensions();
    List<Integer> kept =
        axes.stream().map(axis -> axis > 0 ? axis - 1 : axis + count).distinct().sorted().toList();
    for (int axis : kept) {
      if (axis < 0 || axis >= count) {
        throw new IllegalArgumentException(
            "needs an axis from 1 to %d, or from -1 to -%1$d, the batch is 0, got %s for %s"
                .formatted(count, axes, Spec.floats(sample)));
      }
      if (sample.get(axis) == Layers.ANY) {
        throw new IllegalArgumentException(
            "needs known sizes of the axes %s, got %s".formatted(axes, Spec.floats(sample)));
      }
    }
    return kept;
  }

  private Shape momentShape(Shape sample) {
    return Shape.of(kept(sample).stream().mapToLong(sample::get).toArray());
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape shape = momentShape(input);
    given.ifPresent(moments -> requireFitting(moments, shape, input));
    adapted.ifPresent(moments -> requireFitting(moments, shape, input));
    return input;
  }

  private void requireFitting(Moments moments, Shape shape, Shape input) {
    long[] sizes = moments.sizes(shape.numDimensions());
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] != 1 && sizes[i] != shape.get(i)) {
        throw new IllegalArgumentException(
            "needs sizes of the axes %s that fit its moments, of shape %s, got %s"
                .formatted(axes, moments.shape(), Spec.floats(input)));
      }
    }
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    if (given.isPresent()) {
      return List.of();
    }
    Shape shape = momentShape(input);
    return List.of(
        WeightSpec.state(
            "mean",
            shape,
            adapted.isEmpty()
                ? Initializers.zeros()
                : (size, draws) -> Numbers.floats(adapted.get().mean())),
        WeightSpec.state(
            "variance",
            shape,
            adapted.isEmpty()
                ? Initializers.ones()
                : (size, draws) -> Numbers.floats(adapted.get().variance())),
        WeightSpec.state("count", Shape.scalar(), Initializers.zeros()));
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> mean = moment(scope, x, "mean");
    Operand<TFloat32> deviation =
        tf.math.maximum(tf.math.sqrt(moment(scope, x, "variance")), tf.constant(EPSILON));
    if (given.isEmpty()) {
      scope.weight("count"); // a weight like any other, though no op needs it
    }
    return inverted
        ? tf.math.add(mean, tf.math.mul(x, deviation))
        : tf.math.div(tf.math.sub(x, mean), deviation);
  }

  /** One of the moments with as many axes as x. */
  private Operand<TFloat32> moment(LayerScope scope, Operand<TFloat32> x, String name) {
    Ops tf = scope.tf();
    Shape sample = x.shape().tail();
    List<Integer> kept = kept(sample);
    long[] sizes = new long[sample.numDimensions() + 1];
    Arrays.fill(sizes, 1);
    for (int i = 0; i < kept.size(); i++) {
      sizes[kept.get(i) + 1] =
          given.isPresent() ? given.get().sizes(kept.size())[i] : sample.get(kept.get(i));
    }
    Operand<TFloat32> values =
        given
            .<Operand<TFloat32>>map(
                moments ->
                    tf.constant(
                        Numbers.floats(name.equals("mean") ? moments.mean() : moments.variance())))
            .orElseGet(() -> scope.weight(name));
    return tf.reshape(values, tf.constant(sizes));
  }

  @Override
  public Config config() {
    Config config = Config.of("axis", axes).with("invert", inverted);
    return given
        .map(
            moments ->
                config
                    .with("mean", Numbers.nested(moments.shape(), moments.mean()))
                    .with("variance", Numbers.nested(moments.shape(), moments.variance())))
        .orElse(config);
  }

  /** Reads Keras's configuration. */
  public static Normalization from(Config config) {
    Optional<Moments> given = Optional.empty();
    if (config.has("mean")) {
      given =
          Optional.of(
              new Moments(
                  Numbers.shape(config, "mean"),
                  Numbers.from(config, "mean"),
                  Numbers.from(config, "variance")));
    } else {
      config.require("variance", "nothing where there is no mean");
    }
    return new Normalization(axes(config), config.flag("invert", false), given, Optional.empty());
  }

  /** A number, a list, null for none, or nothing for the last. */
  private static List<Integer> axes(Config config) {
    if (!config.values().containsKey("axis")) {
      return List.of(-1);
    }
    return Integers.from(config, "axis", List.of());
  }
}
