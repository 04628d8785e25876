package org.cornu.layers;

import java.util.Arrays;
import java.util.Locale;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The functions that {@link Activation} applies, by Keras's names. */
public enum ActivationFunction {
  /** x itself. */
  LINEAR {
    @Override
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return x;
    }
  },
  /** max(x, 0). */
  RELU {
    @Override
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.nn.relu(x);
    }
  },
  /** The hyperbolic tangent, in (-1, 1). */
  TANH {
    @Override
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.math.tanh(x);
    }
  },
  /** 1 / (1 + exp(-x)), in (0, 1). */
  SIGMOID {
    @Override
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.math.sigmoid(x);
    }
  },
  /** exp(x) over its sum along the last axis: probabilities. */
  SOFTMAX {
    @Override
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.nn.softmax(x);
    }
  };

  /** Keras's name, for example {@code relu}. */
  public String kerasName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Emits the function: any shape to the same. */
  abstract Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x);

  /** Reads Keras's name; linear by default. */
  public static ActivationFunction from(Config config) {
    String name = config.text("activation", LINEAR.kerasName());
    for (ActivationFunction function : values()) {
      if (function.kerasName().equals(name)) {
        return function;
      }
    }
    throw config.wrong(
        "activation", "one of " + Arrays.stream(values()).map(each -> each.kerasName()).toList());
  }
}
