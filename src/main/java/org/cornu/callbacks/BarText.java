package org.cornu.callbacks;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * One drawing of a {@link ProgressBar}, as wide as every other one, so that it covers the last: the
 * figures, and a bar in the room that they leave.
 */
final class BarText implements ProgressBarRenderer {

  /** One less than a terminal has, as some wrap a full line. */
  static final int WIDTH = 79;

  private static final int LONGEST_BAR = 20;

  @Override
  public String render(ProgressState state, int width) {
    double seconds = state.getElapsedAfterStart().toNanos() * 1e-9;
    return line(
        state.getTaskName(), state.getCurrent(), state.getMax(), seconds, state.getExtraMessage());
  }

  /** {@code epoch 3/20 [####----] loss 0.0421 accuracy 0.9871 9,512 samples/s ETA 0:07}. */
  static String line(String task, long done, long all, double seconds, String logs) {
    String figures =
        done == 0 || seconds <= 0
            ? logs
            : String.format(
                Locale.ROOT,
                "%s  %,.0f samples/s  ETA %s",
                logs,
                done / seconds,
                clock(Math.round(seconds * (all - done) / done)));
    String line = task + bar(done, all, WIDTH - task.length() - figures.length()) + figures;
    return String.format("%-" + WIDTH + "s", line).substring(0, WIDTH);
  }

  /** {@code [####----]} between blanks, in at most so many columns; a blank if that is too few. */
  private static String bar(long done, long all, int room) {
    int cells = Math.min(LONGEST_BAR, room - 4);
    if (cells < 1) {
      return " ";
    }
    int full = (int) (cells * done / all);
    return " [" + "#".repeat(full) + "-".repeat(cells - full) + "] ";
  }

  /** {@code 0:07}, {@code 1:02:03}. */
  private static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
