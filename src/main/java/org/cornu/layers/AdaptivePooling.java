package org.cornu.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Index;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The largest values, or the means, of windows that part an input into an output of a given size:
 * (sizes..., channels) to (output size..., channels) (Keras: {@code AdaptiveMaxPooling1D}, {@code
 * AdaptiveAveragePooling2D} and their like). Window i of n along an axis of m begins at floor(i m /
 * n) and ends before ceil((i + 1) m / n), so that windows may overlap.
 *
 * @param pool what is kept of a window
 * @param outputSize over 1, 2 or 3 axes
 * @param layout where the channels are
 */
public record AdaptivePooling(Pool pool, Size outputSize, Layout layout)
    implements SpatialLayer<AdaptivePooling> {

  public AdaptivePooling {
    Objects.requireNonNull(pool, "a pooling needs to know what it keeps, got null");
    Objects.requireNonNull(outputSize, "a pooling needs the size of its output, got null");
    Objects.requireNonNull(layout, "a pooling needs a layout, got null");
  }

  @Override
  public String className() {
    return "Adaptive" + pool.kerasName() + "Pooling" + rank() + "D";
  }

  @Override
  public AdaptivePooling layout(Layout layout) {
    return new AdaptivePooling(pool, outputSize, layout);
  }

  @Override
  public int rank() {
    return outputSize.rank();
  }

  @Override
  public Shape outputOfLast(Shape input) {
    if (input.take(rank()).hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "needs known sizes, which it parts into windows, got " + Shapes.text(input));
    }
    return Shape.of(outputSize.longs()).append(Shapes.channels(input));
  }

  @Override
  public Operand<TFloat32> callOnLast(LayerScope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    for (int axis = 0; axis < rank(); axis++) {
      y = alongAxis(scope.tf(), y, axis + 1, outputSize.axes().get(axis));
    }
    return y;
  }

  private Operand<TFloat32> alongAxis(Ops tf, Operand<TFloat32> x, int axis, int windows) {
    long size = x.shape().get(axis);
    List<Operand<TFloat32>> kept = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      Index[] window = new Index[axis + 1];
      Arrays.fill(window, Indices.all());
      window[axis] = Indices.slice(i * size / windows, -Math.floorDiv(-(i + 1) * size, windows));
      kept.add(pool.ofAxes(tf, tf.stridedSlice(x, window), new int[] {axis}, true));
    }
    // The op needs two or more.
    return kept.size() == 1 ? kept.get(0) : tf.concat(kept, tf.constant(axis));
  }

  @Override
  public Config config() {
    return Config.of("output_size", outputSize.axes()).with(layout.config());
  }

  /** Reads Keras's configuration of a pooling over so many axes. */
  public static AdaptivePooling from(Config config, Pool pool, int rank) {
    return new AdaptivePooling(pool, Size.from(config, "output_size", rank), Layout.from(config));
  }
}
