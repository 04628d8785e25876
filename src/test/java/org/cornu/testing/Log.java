package org.cornu.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What Cornu logs while this is open. */
public final class Log extends Handler implements AutoCloseable {

  private final Logger logger = Logger.getLogger("org.cornu");
  private final List<String> lines = new ArrayList<>();

  /** Begins to listen. */
  public Log() {
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  /** The messages so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(new SimpleFormatter().formatMessage(line));
  }

  @Override
  public void flush() {
    // Nothing waits.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
