package org.cornu.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.data.Dataset;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Where a graph is fed.
 *
 * @param ports one for each input of the net
 * @param targets one for each output that is trained: (batch, output...)
 */
public record Inputs(List<Port> ports, List<Operand<TFloat32>> targets) {

  /**
   * Where one input is fed: a run feeds {@code pixels} or {@code x}.
   *
   * @param pixels unsigned bytes (batch, input...), a quarter of what floats would copy; empty for
   *     an input of integers
   * @param x what the net reads (batch, input...): the scaled pixels, unless it is fed itself
   */
  public record Port(Optional<Operand<TUint8>> pixels, Operand<? extends TType> x) {

    private static Port add(Ops tf, Spec input) {
      Shape batch = Shape.of(Shape.UNKNOWN_SIZE).append(input.shape());
      if (input.dtype() != DType.FLOAT32) {
        return new Port(
            Optional.empty(),
            tf.withName("x").placeholder(input.dtype().type(), Placeholder.shape(batch)));
      }
      Operand<TUint8> pixels =
          tf.withName("pixels").placeholder(TUint8.class, Placeholder.shape(batch));
      Operand<TFloat32> scaled =
          tf.math.mul(tf.dtypes.cast(pixels, TFloat32.class), tf.constant(Dataset.PIXEL_SCALE));
      return new Port(Optional.of(pixels), tf.withName("x").placeholderWithDefault(scaled, batch));
    }

    /** Where a tensor of this type is fed. */
    Operand<? extends TType> of(TType tensor) {
      return tensor instanceof TUint8 && pixels.isPresent() ? pixels.get() : x;
    }
  }

  /**
   * Adds them to a graph.
   *
   * @param inputs of the net
   * @param targets shape of one sample's label for each output that is trained
   */
  public static Inputs add(Ops tf, List<Spec> inputs, List<Shape> targets) {
    List<Port> ports = inputs.stream().map(input -> Port.add(tf, input)).toList();
    List<Operand<TFloat32>> labels = new ArrayList<>();
    for (Shape target : targets) {
      Shape batch = Shape.of(Shape.UNKNOWN_SIZE).append(target);
      labels.add(tf.withName("target").placeholder(TFloat32.class, Placeholder.shape(batch)));
    }
    return new Inputs(ports, labels);
  }

  /** What the net reads. */
  public List<Operand<? extends TType>> values() {
    List<Operand<? extends TType>> values = new ArrayList<>();
    ports.forEach(port -> values.add(port.x()));
    return values;
  }
}
