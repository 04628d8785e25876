package org.cornu.layers;

import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The largest value, or the mean, of each channel: (sizes..., channels) to (channels), also of open
 * sizes; the mean of a sequence with a mask is that of the steps that count (Keras: {@code
 * GlobalMaxPooling1D}, {@code GlobalAveragePooling2D} and their like).
 *
 * @param pool what is kept of a channel
 * @param rank how many axes there are beside the channels: 1, 2 or 3
 * @param keepsDims whether those axes stay, with a size of 1
 * @param layout where the channels are
 */
public record GlobalPooling(Pool pool, int rank, boolean keepsDims, Layout layout)
    implements SpatialLayer<GlobalPooling>, MaskedLayer {

  public GlobalPooling {
    Objects.requireNonNull(pool, "a pooling needs to know what it keeps, got null");
    Objects.requireNonNull(layout, "a pooling needs a layout, got null");
  }

  @Override
  public String className() {
    return "Global" + pool.kerasName() + "Pooling" + rank + "D";
  }

  /** With axes of size 1 for those that are pooled (Keras: {@code keepdims=True}). */
  public GlobalPooling keepDims() {
    return new GlobalPooling(pool, rank, true, layout);
  }

  @Override
  public GlobalPooling layout(Layout layout) {
    return new GlobalPooling(pool, rank, keepsDims, layout);
  }

  @Override
  public Shape outputOfLast(Shape input) {
    Shape channels = Shape.of(Shapes.channels(input));
    return keepsDims ? Shape.of(Size.all(rank, 1).longs()).append(channels) : channels;
  }

  private boolean heedsMask() {
    return pool == Pool.AVERAGE && rank == 1;
  }

  @Override
  public void requireMask(Spec input, Spec mask) {
    if (!heedsMask()) {
      throw new IllegalArgumentException(
          "needs one input, got 2; only GlobalAveragePooling1D takes a mask");
    }
    MaskedLayer.super.requireMask(Spec.floats(layout.last(input.shape())), mask);
  }

  @Override
  public Operand<TFloat32> callOnLast(LayerScope scope, Operand<TFloat32> x) {
    if (heedsMask() && scope.mask().isPresent()) {
      return meanOf(scope.tf(), x, scope.mask().get());
    }
    return pool.ofAxes(scope.tf(), x, IntStream.rangeClosed(1, rank).toArray(), keepsDims);
  }

  /** Of the steps that count alone. */
  private Operand<TFloat32> meanOf(Ops tf, Operand<TFloat32> x, Operand<TBool> mask) {
    Operand<TFloat32> counts = tf.expandDims(tf.dtypes.cast(mask, TFloat32.class), tf.constant(-1));
    Operand<TFloat32> sum = sum(tf, tf.math.mul(x, counts));
    return tf.math.div(sum, sum(tf, counts));
  }

  private Operand<TFloat32> sum(Ops tf, Operand<TFloat32> steps) {
    return tf.reduceSum(steps, tf.constant(1), ReduceSum.keepDims(keepsDims));
  }

  @Override
  public Config config() {
    return layout.config().with("keepdims", keepsDims);
  }

  /** Reads Keras's configuration of a pooling over so many axes. */
  public static GlobalPooling from(Config config, Pool pool, int rank) {
    return new GlobalPooling(pool, rank, config.flag("keepdims", false), Layout.from(config));
  }
}
