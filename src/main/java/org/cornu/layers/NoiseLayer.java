package org.cornu.layers;

import java.util.OptionalLong;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A layer that disturbs what passes it while training, and lets it pass else: (...) to the same.
 * What it draws is a function of the seed, the layer's name and the step.
 *
 * @param <L> the layer's type, which its options return
 */
public interface NoiseLayer<L extends NoiseLayer<L>> extends UnaryLayer {

  /** The seed of its own; the net's if there is none. */
  OptionalLong seed();

  /** With a seed of its own: the same disturbances whatever the net's seed is. */
  L seed(long seed);

  /** Whether it disturbs anything. */
  boolean isOn();

  /** Emits the disturbed values. */
  Operand<TFloat32> disturbed(LayerScope scope, Operand<TFloat32> x);

  @Override
  default Shape outputShape(Shape input) {
    return input;
  }

  @Override
  default boolean passesMask() {
    return true;
  }

  @Override
  default Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    if (!scope.training() || !isOn()) {
      return x;
    }
    return disturbed(seed().isPresent() ? scope.seeded(seed().getAsLong()) : scope, x);
  }

  /** A configuration with the seed of its own, if there is one. */
  static Config with(Config config, OptionalLong seed) {
    return seed.isPresent() ? config.with("seed", seed.getAsLong()) : config;
  }

  /** Reads the seed. */
  static OptionalLong seed(Config config) {
    Object seed = config.any("seed").orElse(null);
    if (seed == null) {
      return OptionalLong.empty();
    }
    if (seed instanceof Integer || seed instanceof Long) {
      return OptionalLong.of(((Number) seed).longValue());
    }
    throw config.wrong("seed", "a whole number or null");
  }
}
