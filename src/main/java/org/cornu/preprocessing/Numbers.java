package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A number, or several, as options of layers. */
final class Numbers {

  private Numbers() {}

  /** Numbers that somebody gave, finite. */
  static List<Double> list(String need, double... values) {
    Objects.requireNonNull(values, need + ", got null");
    List<Double> list = Arrays.stream(values).boxed().toList();
    return requireFinite(need, list);
  }

  static List<Double> requireFinite(String need, List<Double> values) {
    if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("%s, got %s".formatted(need, values));
    }
    return List.copyOf(values);
  }

  /** One as a number, several as a list. */
  static Object config(List<Double> values) {
    return values.size() == 1 ? values.get(0) : values;
  }

  /** Reads a number, a list or what Keras writes of an array; with more axes they are flattened. */
  static List<Double> from(Config config, String key) {
    List<Double> values = new ArrayList<>();
    flatten(config, key, value(config, key), values);
    return List.copyOf(values);
  }

  /** The sizes of what {@link #from} flattens; none for a number. */
  static List<Integer> shape(Config config, String key) {
    List<Integer> sizes = new ArrayList<>();
    Object value = value(config, key);
    while (value instanceof List<?> list) {
      sizes.add(list.size());
      value = list.isEmpty() ? null : list.get(0);
    }
    return List.copyOf(sizes);
  }

  /** The way back: lists in lists. */
  static Object nested(List<Integer> shape, List<Double> values) {
    if (shape.isEmpty()) {
      return values.get(0);
    }
    int part = values.size() / shape.get(0);
    List<Object> lists = new ArrayList<>();
    for (int i = 0; i < shape.get(0); i++) {
      lists.add(nested(shape.subList(1, shape.size()), values.subList(i * part, (i + 1) * part)));
    }
    return lists;
  }

  private static Object value(Config config, String key) {
    Object value = config.any(key).orElse(null);
    if (value instanceof Config array && "__numpy__".equals(array.any("class_name").orElse(null))) {
      return array.object("config").any("value").orElse(null);
    }
    return value;
  }

  private static void flatten(Config config, String key, Object value, List<Double> into) {
    if (value instanceof Number number) {
      into.add(number.doubleValue());
    } else if (value instanceof List<?> list) {
      list.forEach(each -> flatten(config, key, each, into));
    } else {
      throw config.wrong(key, "a number, or a list of numbers");
    }
  }

  static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  /** One as (), several as (size). */
  static Operand<TFloat32> constant(Ops tf, List<Double> values) {
    float[] floats = floats(values);
    return floats.length == 1 ? tf.constant(floats[0]) : tf.constant(floats);
  }
}
