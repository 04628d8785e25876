package org.cornu.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.Training;

/**
 * Turns Ctrl-C into a run that stops after its batch: the shutdown waits until the command has put its
 * files in order.
 */
final class Interrupt implements Callback, AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "cornu-interrupt");
  private volatile boolean raised;
  private volatile Training training;

  Interrupt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether Ctrl-C was pressed. */
  boolean raised() {
    return raised;
  }

  @Override
  public Run begin(Training training) {
    this.training = training;
    if (raised) {
      training.stop();
    }
    return new Run() {};
  }

  private void stop() {
    raised = true;
    Training running = training;
    if (running != null) {
      running.stop();
    }
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    if (!raised) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
