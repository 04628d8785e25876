package org.cornu.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.cornu.files.CsvText;
import org.cornu.report.Figures;
import org.cornu.report.Reference;

/**
 * Real Keras's test accuracies of the five nets, measured once by {@code src/bench/keras_mnist.py}.
 * Its seconds are left out: they belong to the machine they were measured on.
 */
final class KerasFigures {

  private KerasFigures() {}

  static Reference reference() {
    Map<String, List<Double>> accuracies = new LinkedHashMap<>();
    List<CSVRecord> rows = rows();
    for (CSVRecord row : rows) {
      accuracies
          .computeIfAbsent("model" + row.get("model"), model -> new ArrayList<>())
          .add(100 * Double.parseDouble(row.get("test_accuracy")));
    }
    Map<String, Figures> figures = new LinkedHashMap<>();
    accuracies.forEach(
        (model, values) ->
            figures.put(
                model,
                Figures.ofSeeds(values.stream().mapToDouble(Double::doubleValue).toArray())));
    long seeds = rows.stream().map(row -> row.get("seed")).distinct().count();
    return new Reference(
        "Keras %s, 20 epochs, %s %s"
            .formatted(rows.get(0).get("keras"), seeds, seeds == 1 ? "seed" : "seeds"),
        figures);
  }

  private static List<CSVRecord> rows() {
    try (InputStream in = KerasFigures.class.getResourceAsStream("keras.csv")) {
      return CsvText.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read keras.csv", e);
    }
  }
}
