package org.cornu.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Brings each group of channels of a sample to mean 0 and variance 1, then scales and shifts each
 * channel: (...) to the same (Keras: {@code GroupNormalization}; Wu and He 2018).
 *
 * @param groups that the channels are divided into; -1 for one for each channel
 * @param axis of the channels, the batch counted; -1 for the last
 * @param epsilon added to the variance, above 0
 * @param affine gamma and beta, (channels) each
 */
public record GroupNormalization(int groups, int axis, double epsilon, Affine affine)
    implements NormalizationLayer<GroupNormalization> {

  /** Keras's defaults. */
  static final GroupNormalization DEFAULT = new GroupNormalization(32, -1, 1e-3, Affine.USUAL);

  public GroupNormalization {
    Objects.requireNonNull(affine, "groupNormalization needs gamma and beta, got null");
    if (groups < 1 && groups != -1) {
      throw new IllegalArgumentException(
          "groupNormalization needs 1 or more groups, or -1 for one a channel, got " + groups);
    }
    NormalizationLayer.requireEpsilon("groupNormalization", epsilon);
  }

  /** With channels on another axis, which counts the batch; the last by default. */
  public GroupNormalization axis(int axis) {
    return new GroupNormalization(groups, axis, epsilon, affine);
  }

  /** With another epsilon, above 0; 1e-3 by default. */
  public GroupNormalization epsilon(double epsilon) {
    return new GroupNormalization(groups, axis, epsilon, affine);
  }

  @Override
  public GroupNormalization affine(Affine affine) {
    return new GroupNormalization(groups, axis, epsilon, affine);
  }

  @Override
  public Shape outputShape(Shape input) {
    long channels = channels(input);
    if (channels % groups(channels) != 0) {
      throw new IllegalArgumentException(
          "needs channels that its %d groups divide, got %d in %s"
              .formatted(groups, channels, Shapes.text(input)));
    }
    return input;
  }

  private long channels(Shape input) {
    return Shapes.knownSize(input, Shapes.sampleAxis(axis, input));
  }

  private long groups(long channels) {
    return groups == -1 ? channels : groups;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    return affine.weights(Shape.of(channels(input)));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Shape sample = x.shape().tail();
    int at = Shapes.sampleAxis(axis, sample) + 1;
    long channels = channels(sample);
    long each = channels / groups(channels);
    List<Operand<TInt32>> sizes = new ArrayList<>();
    long[] narrow = new long[x.shape().numDimensions() + 1];
    Arrays.fill(narrow, 1);
    narrow[at] = groups(channels);
    narrow[at + 1] = each;
    for (int i = 0; i < x.shape().numDimensions(); i++) {
      if (i == at) {
        sizes.add(tf.constant((int) groups(channels)));
        sizes.add(tf.constant((int) each));
      } else {
        sizes.add(Reshaping.size(tf, x, i));
      }
    }
    Operand<TFloat32> grouped = tf.reshape(x, tf.stack(sizes));
    int[] over = IntStream.rangeClosed(1, narrow.length - 1).filter(i -> i != at).toArray();
    Operand<TFloat32> y =
        Moments.of(tf, grouped, over)
            .normalized(
                tf,
                grouped,
                epsilon,
                affine.gamma().isPresent() ? weight(scope, "gamma", narrow) : null,
                affine.beta().isPresent() ? weight(scope, "beta", narrow) : null);
    return tf.reshape(y, tf.shape(x));
  }

  private static Operand<TFloat32> weight(LayerScope scope, String name, long[] sizes) {
    return scope.tf().reshape(scope.weight(name), scope.tf().constant(sizes));
  }

  @Override
  public Config config() {
    return Config.of("groups", groups)
        .with("axis", axis)
        .with("epsilon", epsilon)
        .with(affine.config());
  }

  /** Reads Keras's configuration. */
  public static GroupNormalization from(Config config) {
    return new GroupNormalization(
        config.integer("groups", 32),
        config.integer("axis", -1),
        config.number("epsilon", 1e-3),
        Affine.from(config));
  }
}
