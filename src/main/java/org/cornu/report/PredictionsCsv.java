package org.cornu.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.cornu.files.AtomicFile;
import org.cornu.files.CsvText;
import org.cornu.history.Predictions;

/** A classifier's answers as CSV: {@code index, truth, predicted, confidence}; exact both ways. */
final class PredictionsCsv {

  private PredictionsCsv() {}

  static void write(Predictions predictions, Path file) throws IOException {
    List<List<Object>> rows =
        new ArrayList<>(List.of(List.of("index", "truth", "predicted", "confidence")));
    for (int i = 0; i < predictions.size(); i++) {
      rows.add(
          List.of(
              i, predictions.truth()[i], predictions.predicted()[i], predictions.confidence()[i]));
    }
    AtomicFile.write(file, CsvText.of(rows));
  }

  static Predictions read(Path file) throws IOException {
    List<CSVRecord> rows = CsvText.read(file);
    int[] truth = new int[rows.size()];
    int[] predicted = new int[rows.size()];
    float[] confidence = new float[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      truth[i] = (int) CsvText.number(file, rows.get(i), "truth");
      predicted[i] = (int) CsvText.number(file, rows.get(i), "predicted");
      confidence[i] = (float) CsvText.number(file, rows.get(i), "confidence");
    }
    return new Predictions(truth, predicted, confidence);
  }
}
