package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cornu.callbacks.FakeTraining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InterruptTest {

  @Test
  void stopsTheTrainingAndWaitsUntilClosed() throws Exception {
    Interrupt interrupt = new Interrupt();
    FakeTraining training = new FakeTraining();
    interrupt.begin(training);
    CompletableFuture<Void> shutdown = CompletableFuture.runAsync(interrupt::raise);
    while (!training.stopped()) {
      Thread.onSpinWait();
    }
    assertThat(shutdown).isNotDone();
    interrupt.close();
    shutdown.get(10, TimeUnit.SECONDS);
  }

  @Test
  void stopsATrainingThatBeginsTooLate() throws Exception {
    Interrupt interrupt = new Interrupt();
    FakeTraining first = new FakeTraining();
    interrupt.begin(first);
    CompletableFuture<Void> shutdown = CompletableFuture.runAsync(interrupt::raise);
    while (!first.stopped()) {
      Thread.onSpinWait();
    }
    FakeTraining next = new FakeTraining();
    interrupt.begin(next);
    assertThat(next.stopped()).isTrue();
    interrupt.close();
    shutdown.get(10, TimeUnit.SECONDS);
  }
}
