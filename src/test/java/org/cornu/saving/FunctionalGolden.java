package org.cornu.saving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.cornu.goldens.Golden;
import org.tensorflow.ndarray.FloatNdArray;
import tools.jackson.databind.JsonNode;

/**
 * A net that is more than a chain, as src/test/python/generate_functional.py had a Keras save and
 * train it.
 *
 * @param keras its version
 * @param golden what it says
 * @param samples of the case, which are in Keras 3's golden alone
 */
record FunctionalGolden(String keras, Golden golden, Golden samples) {

  static final String NEWEST = "3.15.1";

  /** Kerases whose files are here. */
  static final List<String> KERASES = List.of(NEWEST, "2.15.0", "2.2.4", "1.2.2");

  /** Those of one Keras. */
  static List<FunctionalGolden> of(String keras) {
    Map<String, Golden> newest = new LinkedHashMap<>();
    Golden.all("functional/keras-" + NEWEST).forEach(each -> newest.put(each.name(), each));
    return Golden.all("functional/keras-" + keras)
        .map(each -> new FunctionalGolden(keras, each, newest.get(each.name())))
        .toList();
  }

  /** One of Keras 3. */
  static FunctionalGolden newest(String name) {
    return of(NEWEST).stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  String name() {
    return golden.name();
  }

  /** The files of it that there are, copied into a folder. */
  List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String suffix : List.of(".keras", ".keras.gz", ".h5.gz")) {
      String file = keras.equals(NEWEST) && suffix.equals(".keras") ? name() : packed();
      try (InputStream in = Golden.class.getResourceAsStream("functional/" + file + suffix)) {
        if (in != null) {
          boolean isPacked = suffix.endsWith(".gz");
          Path copy = folder.resolve(packed() + suffix.replace(".gz", ""));
          Files.copy(isPacked ? new GZIPInputStream(in) : in, copy);
          files.add(copy);
        }
      }
    }
    return files;
  }

  private String packed() {
    return "keras-" + keras + "-" + name();
  }

  /** Samples by the names of the inputs, in the model's order. */
  List<FloatNdArray> inputs() {
    return arrays(samples, "inputs");
  }

  /** Labels, one for each output. */
  List<FloatNdArray> targets() {
    return arrays(samples, "targets");
  }

  /** One of the fields of arrays. */
  List<FloatNdArray> arrays(String field) {
    return arrays(golden, field);
  }

  private static List<FloatNdArray> arrays(Golden golden, String field) {
    List<FloatNdArray> arrays = new ArrayList<>();
    golden.at(field).forEach(each -> arrays.add(Golden.array(each)));
    return arrays;
  }

  /** What Keras says of each step. */
  List<Map<String, Double>> steps() {
    List<Map<String, Double>> steps = new ArrayList<>();
    for (JsonNode each : golden.at("steps")) {
      Map<String, Double> step = new LinkedHashMap<>();
      each.properties().forEach(entry -> step.put(entry.getKey(), entry.getValue().doubleValue()));
      steps.add(step);
    }
    return steps;
  }

  @Override
  public String toString() {
    return packed();
  }
}
