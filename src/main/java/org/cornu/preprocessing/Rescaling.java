package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x * scale + offset, in training and in inference alike: (...) to the same, as floats (Keras:
 * {@code Rescaling}).
 *
 * @param scale one number, or one for each place of the last axis
 * @param offset one number, or one for each place of the last axis
 */
public record Rescaling(List<Double> scale, List<Double> offset) implements UnaryLayer {

  public Rescaling {
    scale = Numbers.requireFinite("rescaling needs a finite scale or several", scale);
    offset = Numbers.requireFinite("rescaling needs a finite offset or several", offset);
  }

  /** With an offset, 0 by default: one number, or one for each place of the last axis. */
  public Rescaling offset(double... offset) {
    return new Rescaling(scale, Numbers.list("rescaling needs a finite offset or several", offset));
  }

  @Override
  public Shape outputShape(Shape input) {
    for (List<Double> each : List.of(scale, offset)) {
      int axes = input.numDimensions();
      if (each.size() > 1 && (axes == 0 || input.get(axes - 1) != each.size())) {
        throw new IllegalArgumentException(
            "needs a last axis of %d, one for each of %s, got %s"
                .formatted(each.size(), each, Spec.floats(input)));
      }
    }
    return input;
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> scaled = tf.math.mul(x, Numbers.constant(tf, scale));
    return offset.equals(List.of(0.0)) ? scaled : tf.math.add(scaled, Numbers.constant(tf, offset));
  }

  @Override
  public Config config() {
    return Config.of("scale", Numbers.config(scale)).with("offset", Numbers.config(offset));
  }

  /** Reads Keras's configuration. */
  public static Rescaling from(Config config) {
    return new Rescaling(
        Numbers.from(config, "scale"),
        config.has("offset") ? Numbers.from(config, "offset") : List.of(0.0));
  }
}
