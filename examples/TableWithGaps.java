import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.metrics.Metrics.*;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.preprocessing.Preprocessing.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.cornu.Functional;
import org.cornu.Model;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.data.Split;
import org.cornu.graph.DType;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.cornu.preprocessing.Normalization;
import org.cornu.preprocessing.StringLookup;
import org.cornu.train.Fit;

/**
 * A table with numbers, some of them missing, and words: is a flat let within a week? The program
 * makes up the table; Commons CSV, which Cornu brings along, reads it.
 */
public class TableWithGaps {

  public static void main(String[] args) throws Exception {
    List<CSVRecord> rows = rows(table());
    float[] numbers = new float[rows.size() * 3];
    String[] districts = new String[rows.size()];
    float[] let = new float[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      CSVRecord row = rows.get(i);
      boolean gap = row.get("area").isEmpty();
      numbers[3 * i] = Float.parseFloat(row.get("price"));
      numbers[3 * i + 1] = gap ? 60 : Float.parseFloat(row.get("area")); // something usual
      numbers[3 * i + 2] = gap ? 1 : 0; // and the net is told
      districts[i] = row.get("district");
      let[i] = row.get("let").equals("yes") ? 1 : 0;
    }
    Dataset flats =
        Dataset.of(Part.floats("numbers", numbers, 3), Part.strings("district", districts, 1))
            .withTargets(Part.floats("let", let, 1));
    Split parts = flats.split(0.25);

    // What they know of the data, they know of those for training alone.
    Normalization scale = normalization().adapt(parts.train(), "numbers");
    StringLookup lookup = stringLookup().adapt(parts.train(), "district");
    Input number = input(3).named("numbers");
    Input district = input(1).dtype(DType.STRING).named("district");
    Value place = district.then(lookup, embedding(10, 4), flatten()); // 4 numbers a district
    Functional net =
        Functional.of(
                List.of(number, district),
                concatenate()
                    .on(number.then(scale), place)
                    .then(dense(32).relu(), dense(1).sigmoid().named("let")))
            .seed(1);

    try (Model model = net.compile(adam(0.01), binaryCrossentropy(), binaryAccuracy(), auc())) {
      model.fit(parts.train(), Fit.epochs(15).batchSize(32));
      var test = model.evaluate(parts.validation());
      System.out.printf(
          Locale.ROOT, "area under the curve: %.3f (guessing: 0.500)%n", test.metric("auc"));
      System.out.printf(Locale.ROOT, "accuracy: %.3f%n", test.metric("binary_accuracy"));
    }
  }

  private static List<CSVRecord> rows(String csv) throws Exception {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var parser = org.apache.commons.csv.CSVParser.parse(csv, format)) {
      return new ArrayList<>(parser.getRecords());
    }
  }

  /** A flat is let if it is cheap for its size, and for where it is. */
  private static String table() {
    Random random = new Random(1);
    String[] names = {"harbour", "old town", "hill", "station"};
    StringBuilder csv = new StringBuilder("price,area,district,let\n");
    for (int i = 0; i < 1600; i++) {
      int district = random.nextInt(names.length);
      double area = 30 + 60 * random.nextDouble();
      double price = 300 + 1000 * random.nextDouble();
      boolean let = price < 8 * area + 150 * district + 60 * random.nextGaussian();
      String known = random.nextInt(6) == 0 ? "" : String.format(Locale.ROOT, "%.1f", area);
      csv.append(
          String.format(
              Locale.ROOT, "%.0f,%s,%s,%s%n", price, known, names[district], let ? "yes" : "no"));
    }
    return csv.toString();
  }
}
