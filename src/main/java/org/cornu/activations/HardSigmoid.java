package org.cornu.activations;

import java.util.List;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * slope x + 1/2, kept in [0, 1]. With a slope of 0.2 it is what Keras 1 and 2 call {@code
 * hard_sigmoid}; Keras 3 has a slope of 1/6 in {@link Activations#hardSigmoid()}, and no name for
 * this one: files hold it as a {@code Sequential} of {@code Rescaling} and {@code ReLU}, which
 * Keras 3 takes for an activation.
 *
 * @param slope at 0; above 0
 */
public record HardSigmoid(double slope) implements ActivationFunction {

  /** What Keras 1 and 2 call so. */
  public static final HardSigmoid OF_KERAS_2 = new HardSigmoid(0.2);

  /** The name in their files, by which {@link Activations#classes} knows it. */
  public static final String LEGACY_NAME = "legacy_hard_sigmoid";

  public HardSigmoid {
    if (!(slope > 0 && Double.isFinite(slope))) {
      throw new IllegalArgumentException("hardSigmoid needs a finite slope above 0, got " + slope);
    }
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    var line = tf.math.add(tf.math.mul(x, tf.constant((float) slope)), tf.constant(0.5f));
    return tf.math.maximum(tf.math.minimum(line, tf.constant(1f)), tf.constant(0f));
  }

  @Override
  public boolean monotone() {
    return true;
  }

  @Override
  public Object described() {
    Config rescaling = Config.of("scale", slope).with("offset", 0.5);
    return layer(
        "keras",
        "Sequential",
        config()
            .with(
                "layers",
                List.of(
                    layer("keras.layers", "Rescaling", rescaling),
                    layer("keras.layers", "ReLU", Config.of("max_value", 1.0)))));
  }

  private static Config layer(String module, String className, Config config) {
    return Config.of("module", module)
        .with("class_name", className)
        .with("config", config)
        .with("registered_name", null);
  }

  @Override
  public Config config() {
    return Config.of("name", "hard_sigmoid");
  }

  /** Reads the {@code Sequential} that it is written as. */
  public static HardSigmoid from(Config config) {
    Activations.ignorePlace(config);
    config.ignore("build_input_shape");
    List<Config> layers =
        config.objects("layers").stream()
            .filter(layer -> !layer.text("class_name").equals("InputLayer"))
            .toList();
    if (layers.size() == 2
        && layers.get(0).text("class_name").equals("Rescaling")
        && layers.get(1).text("class_name").equals("ReLU")) {
      Config rescaling = layers.get(0).object("config");
      ReLU kept = ReLU.from(layers.get(1).object("config"));
      if (rescaling.number("offset", 0) == 0.5 && kept.equals(ReLU.USUAL.maxValue(1))) {
        return new HardSigmoid(rescaling.number("scale"));
      }
    }
    throw config.wrong(
        "layers",
        "Rescaling(scale, 0.5) and ReLU(max_value=1), the only model that Cornu has as an activation");
  }
}
