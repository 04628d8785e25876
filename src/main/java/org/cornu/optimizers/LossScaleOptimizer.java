package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

/**
 * Another optimizer, whose loss is scaled so that small gradients do not vanish in half precision
 * (Keras: {@code LossScaleOptimizer}; Micikevicius and others 2018). The scale grows by itself; a
 * step whose gradients are not finite is left out, and the scale halved.
 *
 * @param inner moves the weights; its own {@code lossScaleFactor} counts for nothing
 * @param scale to begin with, and when it grows
 */
public record LossScaleOptimizer(Optimizer inner, DynamicScale scale) implements Optimizer {

  /** Keras's default. */
  static final DynamicScale SCALE = new DynamicScale(1 << 15, 2000);

  public LossScaleOptimizer {
    if (inner == null || inner instanceof LossScaleOptimizer) {
      throw new IllegalArgumentException(
          "lossScaleOptimizer needs another optimizer, for example adam(), got " + inner);
    }
  }

  /** Beginning with another scale, above 0; 32,768 by default. */
  public LossScaleOptimizer initialScale(double scale) {
    return new LossScaleOptimizer(inner, new DynamicScale(scale, this.scale.growthSteps()));
  }

  /** Doubling the scale after so many steps, 1 or more; 2,000 by default. */
  public LossScaleOptimizer dynamicGrowthSteps(int steps) {
    return new LossScaleOptimizer(inner, new DynamicScale(scale.initialScale(), steps));
  }

  @Override
  public UpdateOptions options() {
    return inner.options();
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return inner.slots(weights);
  }

  @Override
  public List<Slot> kept(Map<String, Shape> weights) {
    List<Slot> all = new ArrayList<>(scale.slots());
    all.addAll(inner.kept(weights));
    return all;
  }

  @Override
  public OptionalDouble decay(String path, Shape shape) {
    return inner.decay(path, shape);
  }

  @Override
  public Optional<DynamicScale> dynamicScale() {
    return Optional.of(scale);
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    return inner.rule(tf, clock);
  }

  @Override
  public Config config() {
    return Config.of("inner_optimizer", inner)
        .with("initial_scale", scale.initialScale())
        .with("dynamic_growth_steps", scale.growthSteps());
  }

  /** Reads Keras's configuration. */
  public static LossScaleOptimizer from(Config config) {
    config.ignore("name");
    config.require("dynamic", true);
    return new LossScaleOptimizer(
        config.instance(Optimizer.class, "inner_optimizer"),
        new DynamicScale(
            config.number("initial_scale", SCALE.initialScale()),
            config.integer("dynamic_growth_steps", SCALE.growthSteps())));
  }
}
