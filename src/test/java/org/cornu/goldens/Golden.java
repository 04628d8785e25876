package org.cornu.goldens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One case of a file that {@code src/test/python/generate_goldens.py} wrote: what real Keras does.
 *
 * @param name says what is special about it
 * @param json all of it
 */
public record Golden(String name, JsonNode json) {

  private static final JsonMapper JSON = new JsonMapper();

  /** All cases of a file, for example {@code layers}. */
  public static Stream<Golden> all(String kind) {
    try (InputStream file = Golden.class.getResourceAsStream(kind + ".json")) {
      List<Golden> cases = new ArrayList<>();
      for (JsonNode json : JSON.readTree(file)) {
        cases.add(new Golden(json.required("name").stringValue(), json));
      }
      return cases.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the case has this field. */
  public boolean has(String field) {
    return json.has(field);
  }

  /** A field that must be there. */
  public JsonNode at(String field) {
    return json.required(field);
  }

  /** The text of a field. */
  public String text(String field) {
    return at(field).stringValue();
  }

  /** The number in a field. */
  public double number(String field) {
    return at(field).doubleValue();
  }

  /** The array in a field. */
  public FloatNdArray array(String field) {
    return array(at(field));
  }

  /** The list of arrays in a field. */
  public List<FloatNdArray> arrays(String field) {
    return arrays(at(field));
  }

  /** The arrays of a field by {@code prefix} and their names. */
  public Map<String, FloatNdArray> named(String prefix, String field) {
    Map<String, FloatNdArray> arrays = new LinkedHashMap<>();
    at(field)
        .forEach(json -> arrays.put(prefix + json.required("name").stringValue(), array(json)));
    return arrays;
  }

  /** An array written as {@code {"shape", "data"}}. */
  public static FloatNdArray array(JsonNode json) {
    long[] sizes = new long[json.required("shape").size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = json.required("shape").get(i).longValue();
    }
    return Tensors.of(Shape.of(sizes), floats(json.required("data")));
  }

  /** A list of such arrays. */
  public static List<FloatNdArray> arrays(JsonNode json) {
    List<FloatNdArray> arrays = new ArrayList<>();
    json.forEach(each -> arrays.add(array(each)));
    return arrays;
  }

  /** A plain list of numbers. */
  public static float[] floats(JsonNode json) {
    float[] floats = new float[json.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) json.get(i).doubleValue();
    }
    return floats;
  }

  @Override
  public String toString() {
    return name;
  }
}
