package org.cornu.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpochLinesTest {

  @Test
  void printsOneLineAnEpochAndNothingElse() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Callback.Run run = new EpochLines(new PrintStream(bytes)).begin(new FakeTraining());
    run.epochBegin(1);
    run.batchEnd(1, Map.of("loss", 2.0));
    run.epochEnd(Epochs.validated(1));
    run.epochEnd(Epochs.plain(12));
    run.end();
    assertThat(bytes.toString().lines())
        .containsExactly(
            "epoch  1/20  loss 0.0421 (val 0.0533)  accuracy 0.9871 (val 0.9840)  4.6 s",
            "epoch 12/20  loss 0.5000  61.0 s");
  }
}
