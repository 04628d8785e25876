package org.cornu.initializers;

import java.util.Arrays;
import org.cornu.config.Config;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * The same value everywhere (Keras: {@code Constant}, and with it {@code Zeros} and {@code Ones}).
 *
 * @param value of every element
 */
public record Constant(float value) implements Initializer {

  public Constant {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("constant needs a finite value, got " + value);
    }
  }

  @Override
  public float[] values(Shape shape, Draws draws) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, value);
    return values;
  }

  /** Keras's name: those of all 0 and of all 1 have names of their own. */
  @Override
  public String className() {
    return value == 0 ? "Zeros" : value == 1 ? "Ones" : "Constant";
  }

  @Override
  public Config config() {
    return className().equals("Constant") ? Config.of("value", value) : Config.EMPTY;
  }

  /** Reads Keras's configuration. */
  public static Constant from(Config config) {
    return new Constant((float) config.number("value", 0));
  }
}
