package org.cornu.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.csvLogger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cornu.history.HistoryCsv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CSVLoggerTest {

  @TempDir private Path folder;

  @Test
  void eachEpochIsInTheFileAsSoonAsItEnds() throws IOException {
    Path file = folder.resolve("new/history.csv");
    Callback.Run run = csvLogger(file).begin(new FakeTraining());
    for (int epoch = 1; epoch <= 3; epoch++) {
      run.epochEnd(Epochs.validated(epoch));
      assertThat(HistoryCsv.read(file, 0).epochs()).hasSize(epoch);
    }
    assertThat(HistoryCsv.read(file, 0).last().logs()).isEqualTo(Epochs.validated(3).logs());
  }

  @Test
  void anOlderFileIsReplacedWhenTheRunBegins() throws IOException {
    Path file = Files.writeString(folder.resolve("history.csv"), "epoch,old\n1,2\n");
    CSVLogger logger = csvLogger(file);
    Callback.Run run = logger.begin(new FakeTraining());
    run.epochBegin(1);
    assertThat(file).doesNotExist();
    run.epochEnd(Epochs.plain(1));
    assertThat(Files.readAllLines(file))
        .containsExactly("epoch,loss,learning_rate,seconds", "1,0.5,0.001,61.000");
  }

  @Test
  void namesTheFileThatItCannotWrite() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));
    Path file = taken.resolve("history.csv");
    assertThatThrownBy(
            () -> {
              Callback.Run run = csvLogger(file).begin(new FakeTraining());
              run.epochEnd(Epochs.plain(4));
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }
}
