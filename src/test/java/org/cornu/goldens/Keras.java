package org.cornu.goldens;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cornu.config.Config;
import org.cornu.config.Configurable;
import org.cornu.constraints.Constraint;
import org.cornu.initializers.Initializer;
import org.cornu.layers.Layer;
import org.cornu.losses.Loss;
import org.cornu.metrics.Metric;
import org.cornu.optimizers.Optimizer;
import org.cornu.regularizers.Regularizer;
import org.cornu.saving.KerasClasses;
import org.cornu.schedules.LearningRateSchedule;
import tools.jackson.databind.JsonNode;

/** What a golden describes by Keras's class and arguments, read as files are. */
public final class Keras {

  private Keras() {}

  /** The layer that {@code {"class_name", "config"}} names. */
  public static Layer layer(JsonNode keras) {
    return made(Layer.class, keras.required("class_name").stringValue(), keras.required("config"));
  }

  /** The loss of a golden's fields {@code loss} and {@code config}. */
  public static Loss loss(Golden golden) {
    return made(Loss.class, golden.text("loss"), golden.at("config"));
  }

  /** The regularizer of a golden's fields {@code regularizer} and {@code config}. */
  public static Regularizer regularizer(Golden golden) {
    return made(Regularizer.class, golden.text("regularizer"), golden.at("config"));
  }

  /** The constraint of a golden's fields {@code constraint} and {@code config}. */
  public static Constraint constraint(Golden golden) {
    return made(Constraint.class, golden.text("constraint"), golden.at("config"));
  }

  /** The metric of a golden's fields {@code metric} and {@code config}. */
  public static Metric metric(Golden golden) {
    return made(Metric.class, golden.text("metric"), golden.at("config"));
  }

  /** The initializer of a golden's fields {@code initializer} and {@code config}. */
  public static Initializer initializer(Golden golden) {
    return made(Initializer.class, golden.text("initializer"), golden.at("config"));
  }

  /** The optimizer of a golden's fields {@code optimizer} and {@code config}. */
  public static Optimizer optimizer(Golden golden) {
    return made(Optimizer.class, golden.text("optimizer"), golden.at("config"));
  }

  /** The schedule of a golden's fields {@code schedule} and {@code config}. */
  public static LearningRateSchedule schedule(Golden golden) {
    return made(LearningRateSchedule.class, golden.text("schedule"), golden.at("config"));
  }

  /** As it is read from a file. */
  private static <T extends Configurable> T made(Class<T> kind, String name, JsonNode config) {
    boolean own =
        KerasClasses.BUILT_IN.own().stream().anyMatch(row -> row.className().equals(name));
    return KerasClasses.BUILT_IN.make(kind, name, own, (Config) value(config));
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
    if (json.isInt()) {
      return json.intValue();
    }
    return json.isNumber() ? (Object) json.doubleValue() : json.stringValue();
  }
}
