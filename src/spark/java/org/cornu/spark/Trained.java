package org.cornu.spark;

import java.util.Objects;
import java.util.function.Function;
import org.cornu.Model;
import org.cornu.history.History;

/**
 * What a training gives: in a worker to Spark, and by Spark to the driver. The model holds native
 * memory, which {@link #close} frees.
 *
 * @param model with its weights and its optimizer's state
 * @param history the epochs, as the first worker logged them
 */
public record Trained(Model model, History history) implements AutoCloseable {

  public Trained {
    Objects.requireNonNull(model, "a training needs to give its model, got null");
    Objects.requireNonNull(history, "a training needs to give its history, got null");
  }

  /**
   * Trains a model; if that fails, it is closed.
   *
   * @param fit for example {@code model -> model.fit(data, Fit.epochs(5))}
   */
  public static Trained of(Model model, Function<? super Model, History> fit) {
    Objects.requireNonNull(model, "a training needs a model, got null");
    try {
      return new Trained(model, fit.apply(model));
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
