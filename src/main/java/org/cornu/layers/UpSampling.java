package org.cornu.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Each value several times along each axis, or of an image what lies between its pixels: (sizes...,
 * channels) to (sizes times a number..., channels) (Keras: {@code UpSampling1D}, {@code
 * UpSampling2D}, {@code UpSampling3D}).
 *
 * @param size by which the sizes are multiplied
 * @param interpolation of images: {@code nearest}, {@code bilinear}, {@code bicubic}, {@code
 *     lanczos3} or {@code lanczos5}; of others {@code nearest}
 * @param layout where the channels are
 */
public record UpSampling(Size size, Interpolation interpolation, Layout layout)
    implements SpatialLayer<UpSampling> {

  public UpSampling {
    Objects.requireNonNull(interpolation, "upSampling needs an interpolation, got null");
    Objects.requireNonNull(layout, "upSampling needs a layout, got null");
    if (size.rank() != 2 && interpolation != Interpolation.NEAREST) {
      throw new IllegalArgumentException(
          "upSampling%dd needs nearest, as Keras does, got %s"
              .formatted(size.rank(), interpolation.kerasName()));
    }
  }

  @Override
  public String className() {
    return "UpSampling" + rank() + "D";
  }

  /** With another interpolation of images; nearest by default. */
  public UpSampling interpolation(Interpolation method) {
    return new UpSampling(size, method, layout);
  }

  @Override
  public UpSampling layout(Layout layout) {
    return new UpSampling(size, interpolation, layout);
  }

  @Override
  public int rank() {
    return size.rank();
  }

  @Override
  public Shape outputOfLast(Shape input) {
    return Shape.of(size.with(input.asArray(), (a, b) -> a * b)).append(Shapes.channels(input));
  }

  @Override
  public Operand<TFloat32> callOnLast(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    return interpolation == Interpolation.NEAREST
        ? repeated(tf, x)
        : interpolation.resize(tf, x, larger(tf, x), false);
  }

  /** Each axis gets one of copies behind it, which then becomes part of it. */
  private Operand<TFloat32> repeated(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> copies = x;
    for (int axis = rank(); axis > 0; axis--) {
      copies = tf.expandDims(copies, tf.constant(axis + 1));
    }
    int[] times = new int[2 * rank() + 2];
    Arrays.fill(times, 1);
    for (int axis = 0; axis < rank(); axis++) {
      times[2 * axis + 2] = size.axes().get(axis);
    }
    long[] shape = outputOfLast(x.shape().tail()).asArray();
    long[] sizes = Shape.of(x.shape().get(0)).append(Shape.of(shape)).asArray();
    Operand<TFloat32> tiled = tf.tile(copies, tf.constant(times));
    if (Arrays.stream(shape).allMatch(size -> size != Layers.ANY)) {
      return tf.reshape(tiled, tf.constant(sizes));
    }
    Operand<TInt32> all = tf.shape(x);
    return tf.reshape(
        tiled,
        tf.concat(
            List.of(
                tf.slice(all, tf.array(0), tf.array(1)),
                larger(tf, x),
                tf.slice(all, tf.array(rank() + 1), tf.array(1))),
            tf.constant(0)));
  }

  /** The sizes of the output: those that are known as constants, by which shapes go. */
  private Operand<TInt32> larger(Ops tf, Operand<TFloat32> x) {
    List<Operand<TInt32>> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      long known = x.shape().get(axis + 1);
      int factor = size.axes().get(axis);
      sizes.add(
          known != Layers.ANY
              ? tf.constant((int) known * factor)
              : tf.math.mul(
                  tf.gather(tf.shape(x), tf.constant(axis + 1), tf.constant(0)),
                  tf.constant(factor)));
    }
    return tf.stack(sizes);
  }

  @Override
  public Config config() {
    return switch (rank()) {
      case 1 -> Config.of("size", size.axes().get(0));
      case 2 ->
          Config.of("size", size.axes())
              .with(layout.config())
              .with("interpolation", interpolation.kerasName());
      default -> Config.of("size", size.axes()).with(layout.config());
    };
  }

  /** Reads Keras's configuration of up-sampling along so many axes. */
  public static UpSampling from(Config config, int rank) {
    return new UpSampling(
        Size.from(config, "size", Size.all(rank, 2)),
        Interpolation.from(config, Interpolation.NEAREST),
        Layout.from(config));
  }
}
