package org.cornu.goldens;

import static org.cornu.layers.Layers.activation;
import static org.cornu.layers.Layers.averagePooling2d;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.maxPooling2d;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.cornu.config.Config;
import org.cornu.config.Configurable;
import org.cornu.layers.ActivationFunction;
import org.cornu.layers.AveragePooling2D;
import org.cornu.layers.BatchNormalization;
import org.cornu.layers.Conv2D;
import org.cornu.layers.Dense;
import org.cornu.layers.Layer;
import org.cornu.layers.Layers;
import org.cornu.layers.MaxPooling2D;
import org.cornu.losses.Loss;
import org.cornu.losses.Losses;
import org.cornu.metrics.Metric;
import org.cornu.optimizers.Optimizer;
import org.cornu.saving.KerasClasses;
import org.cornu.schedules.LearningRateSchedule;
import tools.jackson.databind.JsonNode;

/** From Keras's classes and arguments to ours: the one place that a new class touches. */
public final class Keras {

  private Keras() {}

  /** The layer that {@code {"class_name", "config"}} names. */
  public static Layer layer(JsonNode keras) {
    String name = keras.required("class_name").stringValue();
    return KerasConfig.read(
        keras.required("config"),
        config ->
            switch (name) {
              case "Activation" -> activation(function(config));
              case "AveragePooling2D" -> averagePooling(config);
              case "BatchNormalization" -> normalization(config);
              case "Conv2D" -> convolution(config);
              case "Dense" -> dense(config);
              case "Dropout" -> dropout(config.number("rate", Double.NaN));
              case "Flatten" -> flatten();
              case "MaxPooling2D" -> maxPooling(config);
              default -> throw new IllegalArgumentException("no layer for Keras's " + name);
            });
  }

  /** The loss of a golden's fields {@code loss} and {@code config}. */
  public static Loss loss(Golden golden) {
    return KerasConfig.read(
        golden.at("config"),
        config -> {
          double smoothing = config.number("label_smoothing", 0);
          Loss loss =
              switch (golden.text("loss")) {
                case "BinaryCrossentropy" -> Losses.binaryCrossentropy().labelSmoothing(smoothing);
                case "CategoricalCrossentropy" ->
                    Losses.categoricalCrossentropy().labelSmoothing(smoothing);
                case "MeanSquaredError" -> Losses.meanSquaredError();
                case "SparseCategoricalCrossentropy" -> Losses.sparseCategoricalCrossentropy();
                default -> throw new IllegalArgumentException("no loss for " + golden.text("loss"));
              };
          return config.flag("from_logits", false) ? loss.fromLogits() : loss;
        });
  }

  /** The metric of a golden's fields {@code metric} and {@code config}. */
  public static Metric metric(Golden golden) {
    return made(Metric.class, golden.text("metric"), golden);
  }

  /** The optimizer of a golden's fields {@code optimizer} and {@code config}. */
  public static Optimizer optimizer(Golden golden) {
    return made(Optimizer.class, golden.text("optimizer"), golden);
  }

  /** The schedule of a golden's fields {@code schedule} and {@code config}. */
  public static LearningRateSchedule schedule(Golden golden) {
    return made(LearningRateSchedule.class, golden.text("schedule"), golden);
  }

  /** As it is read from a file. */
  private static <T extends Configurable> T made(Class<T> kind, String name, Golden golden) {
    boolean own =
        KerasClasses.BUILT_IN.own().stream().anyMatch(row -> row.className().equals(name));
    return KerasClasses.BUILT_IN.make(kind, name, own, (Config) value(golden.at("config")));
  }

  private static Object value(JsonNode json) {
    if (json.isObject()) {
      Map<String, Object> values = new LinkedHashMap<>();
      json.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
      return new Config("golden", values, KerasClasses.BUILT_IN);
    }
    if (json.isArray()) {
      return json.valueStream().map(Keras::value).toList();
    }
    if (json.isNull()) {
      return null;
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    return json.isNumber() ? (Object) json.doubleValue() : json.stringValue();
  }

  private static Layer convolution(KerasConfig config) {
    int[] kernel = config.pair("kernel_size");
    int[] strides = config.pair("strides", 1, 1);
    Conv2D layer =
        conv2d(config.integer("filters", 0), kernel[0], kernel[1])
            .strides(strides[0], strides[1])
            .dilation(config.integer("dilation_rate", 1))
            .groups(config.integer("groups", 1))
            .activation(function(config));
    layer = same(config) ? layer.same() : layer;
    return config.flag("use_bias", true) ? layer : layer.noBias();
  }

  private static Layer maxPooling(KerasConfig config) {
    int[] size = config.pair("pool_size");
    int[] strides = config.pair("strides", size);
    MaxPooling2D layer = maxPooling2d(size[0], size[1]).strides(strides[0], strides[1]);
    return same(config) ? layer.same() : layer;
  }

  private static Layer averagePooling(KerasConfig config) {
    int[] size = config.pair("pool_size");
    int[] strides = config.pair("strides", size);
    AveragePooling2D layer = averagePooling2d(size[0], size[1]).strides(strides[0], strides[1]);
    return same(config) ? layer.same() : layer;
  }

  private static Layer dense(KerasConfig config) {
    Dense layer = Layers.dense(config.integer("units", 0));
    layer = layer.activation(function(config));
    return config.flag("use_bias", true) ? layer : layer.noBias();
  }

  private static Layer normalization(KerasConfig config) {
    BatchNormalization layer =
        batchNormalization()
            .momentum(config.number("momentum", 0.99))
            .epsilon(config.number("epsilon", 1e-3));
    layer = config.flag("scale", true) ? layer : layer.noScale();
    return config.flag("center", true) ? layer : layer.noCenter();
  }

  private static boolean same(KerasConfig config) {
    return config.text("padding", "valid").equals("same");
  }

  private static ActivationFunction function(KerasConfig config) {
    return ActivationFunction.valueOf(config.text("activation", "linear").toUpperCase(Locale.ROOT));
  }
}
