package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Sets a random fraction of the samples to 0 while training, and scales the others by 1 / (1 -
 * rate); absent from the inference half: (...) to the same (Keras: {@code StochasticDepth} of
 * keras.applications' ConvNeXt; Huang et al. 2016).
 *
 * @param dropPathRate the fraction, in [0, 1)
 */
public record StochasticDepth(double dropPathRate) implements UnaryLayer {

  public StochasticDepth {
    Dropout.requireRateBelow1("stochasticDepth", dropPathRate);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    if (!scope.training() || dropPathRate == 0) {
      return x;
    }
    Ops tf = scope.tf();
    List<Operand<TInt32>> one = new ArrayList<>();
    one.add(tf.gather(tf.shape(x), tf.constant(0), tf.constant(0)));
    for (int axis = 1; axis < x.shape().numDimensions(); axis++) {
      one.add(tf.constant(1));
    }
    float kept = (float) (1 - dropPathRate);
    Operand<TFloat32> draw = tf.math.add(scope.uniform(tf.stack(one)), tf.constant(kept));
    return tf.math.mul(tf.math.div(x, tf.constant(kept)), tf.math.floor(draw));
  }

  @Override
  public Config config() {
    return Config.of("drop_path_rate", dropPathRate);
  }

  /** Reads Keras's configuration. */
  public static StochasticDepth from(Config config) {
    return new StochasticDepth(config.number("drop_path_rate"));
  }
}
