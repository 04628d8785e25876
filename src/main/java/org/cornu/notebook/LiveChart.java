package org.cornu.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.Training;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.cornu.report.HistoryChart;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/**
 * Shows the curves of a training in a notebook, drawn anew after each epoch: {@code
 * Fit.epochs(20).callbacks(new LiveChart("two convolutions"))}.
 *
 * @param title stands above the curves
 */
public record LiveChart(String title) implements Callback {

  public LiveChart {
    Objects.requireNonNull(title, "LiveChart needs a title, got null");
  }

  @Override
  public boolean onlyTells() {
    return true;
  }

  /**
   * Begins a run.
   *
   * @throws IllegalStateException if this is no notebook
   */
  @Override
  public Run begin(Training training) {
    requireKernel();
    return new Run() {

      private final List<Epoch> epochs = new ArrayList<>();
      private String place;

      @Override
      public void epochEnd(Epoch epoch) {
        epochs.add(epoch);
        HistoryChart chart = HistoryChart.of(new History(0, epochs), title);
        if (place == null) {
          place = BaseNotebookStatics.display(chart);
        } else {
          BaseNotebookStatics.updateDisplay(place, chart);
        }
      }
    };
  }

  private static void requireKernel() {
    try {
      BaseKernel.notebookKernel();
    } catch (NullPointerException | LinkageError e) { // which JJava throws, or its absence
      throw new IllegalStateException(
          "LiveChart needs a notebook with the kernel JJava, and there is none here; use"
              + " progressBar() or epochLines()",
          e);
    }
  }
}
