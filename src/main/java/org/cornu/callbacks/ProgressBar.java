package org.cornu.callbacks;

import java.io.PrintStream;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.cornu.history.Epoch;

/**
 * Draws an epoch's progress on a terminal, with samples per second, time left, and the means so far
 * (Keras: {@code verbose=1}); the finished epoch stays as one line.
 *
 * @param out the terminal
 */
public record ProgressBar(PrintStream out) implements Callback {

  private static final int WIDTH = 110;

  @Override
  public Run begin(Training training) {
    return new Drawing(training);
  }

  private final class Drawing implements Run {

    private final Training training;
    private me.tongfei.progressbar.ProgressBar bar;

    Drawing(Training training) {
      this.training = training;
    }

    @Override
    public void epochBegin(int epoch) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(EpochText.number(epoch, training.epochs()))
              .setInitialMax(training.samples())
              .setUnit("", 1)
              .showSpeed()
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setMaxRenderedLength(WIDTH)
              .clearDisplayOnFinish()
              .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
              .build();
    }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs) {
      bar.stepTo(Math.min((long) batch * training.batchSize(), training.samples()));
      bar.setExtraMessage(EpochText.logs(logs));
    }

    @Override
    public void epochEnd(Epoch epoch) {
      bar.close();
      out.println(EpochText.line(epoch, training));
    }

    @Override
    public void end() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
