package org.cornu.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.Training;

/**
 * Turns Ctrl-C into a run that stops after its batch: while this is open, the JVM's shutdown waits
 * until the command has put its files in order and closes this.
 */
final class Interrupt implements Callback, AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::raise, "cornu-interrupt");
  private volatile boolean raised;
  private volatile Training training;

  Interrupt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the JVM was told to end: nothing new should be begun then. */
  boolean raised() {
    return raised;
  }

  @Override
  public Run begin(Training training) {
    this.training = training;
    if (raised) {
      training.breakOff();
    }
    return new Run() {};
  }

  /** What the JVM does when it is told to end. */
  void raise() {
    raised = true;
    Training running = training;
    if (running != null) {
      running.breakOff();
    }
    try {
      closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down, and the hook has run.
    }
  }
}
