package org.cornu.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.cornu.graph.DType;
import org.cornu.serving.End;
import org.cornu.serving.LoadedModel;
import org.tensorflow.ndarray.Shape;

/** What models are, as JSON: states and signatures as TensorFlow Serving tells them, and a list. */
final class Described {

  private static final String OPEN = "-1";

  private Described() {}

  /** All models, for people and pages; Serving has no such list. */
  static List<Map<String, Object>> list(Collection<ServedModel> models) {
    return models.stream().map(Described::model).toList();
  }

  private static Map<String, Object> model(ServedModel model) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", model.name());
    told.put(
        "versions",
        model.all().stream()
            .map(each -> version(each, model.failed().getOrDefault(each.number(), each)))
            .toList());
    return told;
  }

  /** A version, and what came in its place and could not be loaded. */
  private static Map<String, Object> version(ServedVersion version, ServedVersion failed) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("version", version.number());
    told.put("state", version.state().name());
    told.put("error", failed.problem());
    told.put("bytes", version.stamp().bytes());
    if (version.problem().isEmpty()) {
      OptionalLong parameters = version.servable().parameters();
      told.put("parameters", parameters.isPresent() ? parameters.getAsLong() : null);
      told.put("class_names", version.servable().classNames());
      Map<String, Object> signatures = new LinkedHashMap<>();
      version
          .signatures()
          .forEach(
              (name, each) ->
                  signatures.put(
                      name, Map.of("inputs", ends(each.fed()), "outputs", ends(each.fetched()))));
      told.put("signatures", signatures);
    }
    return told;
  }

  private static Map<String, Object> ends(List<End> ends) {
    Map<String, Object> told = new LinkedHashMap<>();
    for (End end : ends) {
      List<Long> shape = new ArrayList<>();
      for (long size : end.spec().shape().asArray()) {
        shape.add(size == Shape.UNKNOWN_SIZE ? null : Long.valueOf(size));
      }
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("dtype", end.spec().dtype().kerasName());
      one.put("shape", shape);
      told.put(end.key(), one);
    }
    return told;
  }

  /** Serving's {@code GetModelStatusResponse}; empty if there is no such version. */
  static Optional<Map<String, Object>> state(ServedModel model, OptionalLong version) {
    List<Map<String, Object>> states =
        model.all().stream()
            .filter(each -> version.isEmpty() || each.number() == version.getAsLong())
            .map(Described::state)
            .toList();
    return states.isEmpty()
        ? Optional.empty()
        : Optional.of(Map.of("model_version_status", states));
  }

  private static Map<String, Object> state(ServedVersion version) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("error_code", version.problem().isEmpty() ? "OK" : "UNKNOWN");
    status.put("error_message", version.problem());
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("version", Long.toString(version.number()));
    told.put("state", version.state().name());
    told.put("status", status);
    return told;
  }

  /** Serving's {@code GetModelMetadataResponse}. */
  static Map<String, Object> metadata(ServedVersion version) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("name", version.name());
    spec.put("signature_name", "");
    spec.put("version", Long.toString(version.number()));
    Map<String, Object> signatures = new LinkedHashMap<>();
    version.signatures().forEach((name, each) -> signatures.put(name, signature(each)));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("model_spec", spec);
    told.put("metadata", Map.of("signature_def", Map.of("signature_def", signatures)));
    return told;
  }

  private static Map<String, Object> signature(LoadedModel model) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("inputs", tensors(model.fed()));
    told.put("outputs", tensors(model.fetched()));
    told.put("method_name", "tensorflow/serving/predict");
    return told;
  }

  private static Map<String, Object> tensors(List<End> ends) {
    Map<String, Object> told = new LinkedHashMap<>();
    for (End end : ends) {
      List<Map<String, String>> sizes = new ArrayList<>();
      sizes.add(size(OPEN));
      for (long size : end.spec().shape().asArray()) {
        sizes.add(size(Long.toString(size)));
      }
      Map<String, Object> shape = new LinkedHashMap<>();
      shape.put("dim", sizes);
      shape.put("unknown_rank", false);
      Map<String, Object> tensor = new LinkedHashMap<>();
      tensor.put("dtype", dtype(end.spec().dtype()));
      tensor.put("tensor_shape", shape);
      tensor.put("name", end.tensor().contains(":") ? end.tensor() : end.tensor() + ":0");
      told.put(end.key(), tensor);
    }
    return told;
  }

  private static Map<String, String> size(String size) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("size", size);
    told.put("name", "");
    return told;
  }

  /** TensorFlow's name of a type. */
  private static String dtype(DType type) {
    return switch (type) {
      case FLOAT32 -> "DT_FLOAT";
      case INT32 -> "DT_INT32";
      case INT64 -> "DT_INT64";
      case UINT8 -> "DT_UINT8";
      case BOOL -> "DT_BOOL";
      case STRING -> "DT_STRING";
    };
  }
}
