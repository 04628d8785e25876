package org.cornu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCsvTest {

  private static final History HISTORY =
      new History(
          7,
          List.of(
              new Epoch(1, logs(0.1 + 0.2, 0.9, Double.NaN, 1.0 / 3), 0.001, 12.3456),
              new Epoch(2, logs(1e-9, 1, 0.25, 0.5), 0.0005, 1234)));

  @TempDir private Path dir;

  @Test
  void writesARowAnEpochWithAllDigits() throws IOException {
    Path file = dir.resolve("new/history.csv");
    HistoryCsv.write(HISTORY, file);
    assertThat(file)
        .hasContent(
            """
            epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds
            1,0.30000000000000004,0.9,NaN,0.3333333333333333,0.001,12.346
            2,1.0E-9,1.0,0.25,0.5,5.0E-4,1234.000
            """);
  }

  @Test
  void writesPointsInEveryLanguage() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      HistoryCsv.write(HISTORY, dir.resolve("history.csv"));
    } finally {
      Locale.setDefault(before);
    }
    assertThat(dir.resolve("history.csv")).content().contains("0.001,12.346\n");
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    Path file = dir.resolve("history.csv");
    HistoryCsv.write(HISTORY, file);
    History read = HistoryCsv.read(file, 7);
    Epoch first = HISTORY.epochs().get(0);
    Epoch rounded = new Epoch(1, first.logs(), first.learningRate(), 12.346);
    assertThat(read).isEqualTo(new History(7, List.of(rounded, HISTORY.last())));
    assertThat(read.names()).isEqualTo(HISTORY.names());
  }

  @Test
  void appendingEpochsGivesTheSameFile() throws IOException {
    HistoryCsv.write(HISTORY, dir.resolve("whole.csv"));
    for (Epoch epoch : HISTORY.epochs()) {
      HistoryCsv.append(epoch, dir.resolve("run/grown.csv"));
    }
    assertThat(dir.resolve("run/grown.csv")).hasSameTextualContentAs(dir.resolve("whole.csv"));
  }

  @Test
  void namesTheCellThatIsNoNumber() throws IOException {
    Path file =
        Files.writeString(dir.resolve("bad.csv"), "epoch,loss,learning_rate,seconds\n1,x,1,1\n");
    assertThatThrownBy(() -> HistoryCsv.read(file, 1))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file + ", row 1, column \"loss\": needs a number, got \"x\"; write the file anew");
  }

  @Test
  void namesTheColumnThatLacks() throws IOException {
    Path file = Files.writeString(dir.resolve("bad.csv"), "epoch,loss,seconds\n1,1,1\n");
    assertThatThrownBy(() -> HistoryCsv.read(file, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("row 1: no column \"learning_rate\"");
  }

  private static Map<String, Double> logs(double loss, double acc, double valLoss, double valAcc) {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("loss", loss);
    logs.put("accuracy", acc);
    logs.put("val_loss", valLoss);
    logs.put("val_accuracy", valAcc);
    return logs;
  }
}
