package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cornu.data.Csv;
import org.cornu.data.Dataset;
import org.cornu.data.Split;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose rows are sorted by class is split without a word into classes, and trained. */
class SortedDataTest {
  private static final Logger LOG = Logger.getLogger("org.cornu");

  @TempDir Path folder;

  private Dataset iris() throws Exception {
    String[] names = {"setosa", "versicolor", "virginica"};
    String rows =
        IntStream.range(0, 30)
            .mapToObj(i -> "%d,%s".formatted(i, names[i / 10]))
            .collect(Collectors.joining("\n", "x,species\n", "\n"));
    return Csv.load(Files.writeString(folder.resolve("iris.csv"), rows), "species");
  }

  private static List<String> warnings(Dataset data, Fit fit, int outputs) {
    List<String> warnings = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            warnings.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    LOG.addHandler(handler);
    LOG.setUseParentHandlers(false);
    try (Model model =
        Sequential.of(input(1), outputs == 1 ? dense(1) : dense(outputs).softmax())
            .seed(1)
            .compile(sgd(), outputs == 1 ? meanSquaredError() : categoricalCrossentropy())) {
      model.fit(data, fit);
    } finally {
      LOG.removeHandler(handler);
      LOG.setUseParentHandlers(true);
    }
    return warnings;
  }

  @Test
  void classesThatTrainingNeverSeesAreNamed() throws Exception {
    assertThat(warnings(iris(), Fit.epochs(1).validationSplit(1 / 3.), 3))
        .containsExactly(
            "fit's validation holds 1 of its 1 classes, such as \"virginica\", that training never"
                + " sees; if the samples are sorted by class, mix them first: data.shuffled(1)");
    Split parts = iris().split(.5);
    assertThat(warnings(parts.train(), Fit.epochs(1).validationData(parts.validation()), 3))
        .singleElement()
        .asString()
        .startsWith("fit's validation holds 1 of its 2 classes, such as \"virginica\"");
  }

  /** Of a class that training sees some of: the last fifth of a sorted table. */
  @Test
  void validationOfOneClassAloneIsNoted() throws Exception {
    assertThat(warnings(iris(), Fit.epochs(1).validationSplit(.2), 3))
        .singleElement()
        .asString()
        .contains("one class alone, \"virginica\"", "data.shuffled(1)");
  }

  @Test
  void mixedDataAndNumbersAreNoCauseToWarn() throws Exception {
    Fit fit = Fit.epochs(1).validationSplit(.2);

    assertThat(warnings(iris().shuffled(1), fit, 3)).isEmpty();
    assertThat(warnings(iris(), Fit.epochs(1), 3)).isEmpty();
    assertThat(warnings(iris(), fit, 1)).isEmpty();
  }
}
