package org.cornu.callbacks;

import java.io.PrintStream;
import java.util.Map;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.cornu.history.Epoch;

/**
 * Draws an epoch's progress on a terminal, with the means so far, samples per second and the time
 * left (Keras: {@code verbose=1}); the finished epoch stays as one line.
 *
 * @param out the terminal
 */
public record ProgressBar(PrintStream out) implements Callback {

  private static final int MILLIS_BETWEEN_DRAWINGS = 200;

  @Override
  public boolean onlyTells() {
    return true;
  }

  @Override
  public Run begin(Training training) {
    return new Drawing(training);
  }

  private void draw(String line) {
    out.print('\r' + line + '\r'); // Ctrl-C, which a terminal prints, then falls on the line
    out.flush();
  }

  private final class Drawing implements Run {

    private final Training training;
    private me.tongfei.progressbar.ProgressBar bar;

    Drawing(Training training) {
      this.training = training;
    }

    @Override
    public void epochBegin(int epoch) {
      // The width is stated, not asked of the terminal: JLine, which would be asked, takes Ctrl-C
      // away from the JVM's shutdown hooks.
      bar =
          new ProgressBarBuilder()
              .setTaskName(EpochText.number(epoch, training.epochs()))
              .setInitialMax(training.samples())
              .setUpdateIntervalMillis(MILLIS_BETWEEN_DRAWINGS)
              .setRenderer(new BarText())
              .setConsumer(new DelegatingProgressBarConsumer(ProgressBar.this::draw, BarText.WIDTH))
              .build();
    }

    @Override
    public void epochResumed(int epoch) {
      epochBegin(epoch);
    }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs) {
      bar.setExtraMessage(EpochText.logs(logs));
      bar.stepTo(Math.min((long) batch * training.batchSize(), training.samples()));
    }

    @Override
    public void epochEnd(Epoch epoch) {
      end();
      out.println(EpochText.line(epoch, training));
    }

    @Override
    public void end() {
      if (bar != null) {
        bar.close();
        bar = null;
        draw(" ".repeat(BarText.WIDTH)); // the library's own clearing misses a very short epoch
      }
    }
  }
}
