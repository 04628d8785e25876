package org.cornu.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Callback.Run run =
      new ProgressBar(new PrintStream(bytes)).begin(new FakeTraining());

  @Test
  void drawsTheEpochAndLeavesOneLine() {
    run.epochBegin(3);
    for (int batch = 1; batch <= 10; batch++) {
      run.batchEnd(batch, Map.of("loss", 0.5));
    }
    run.epochEnd(Epochs.validated(3));
    run.end();
    assertThat(bytes.toString())
        .contains("epoch  3/20 [####################] loss 0.5000  ")
        .containsPattern("[\\d,]+ samples/s  ETA 0:00");
    assertThat(onScreen())
        .isEqualTo("epoch  3/20  loss 0.0421 (val 0.0533)  accuracy 0.9871 (val 0.9840)  4.6 s");
  }

  @Test
  void aStoppedEpochLeavesNothing() {
    run.epochBegin(1);
    run.batchEnd(1, Map.of("loss", 0.5));
    run.end();
    assertThat(bytes.toString()).contains("loss 0.5000");
    assertThat(onScreen()).isEmpty();
  }

  @Test
  void endsWellWithoutAnEpoch() {
    run.end();
    assertThat(bytes.size()).isZero();
  }

  /** The lines as a terminal shows them: after a carriage return, text covers text. */
  private String onScreen() {
    StringBuilder line = new StringBuilder();
    int column = 0;
    for (char c : bytes.toString().replace(System.lineSeparator(), "\n").toCharArray()) {
      if (c == '\r') {
        column = 0;
      } else if (column < line.length() && c != '\n') {
        line.setCharAt(column++, c);
      } else {
        line.append(c);
        column = line.length();
      }
    }
    return line.toString().stripTrailing();
  }
}
