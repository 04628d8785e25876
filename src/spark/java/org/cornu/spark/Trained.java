package org.cornu.spark;

import java.util.Objects;
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

  @Override
  public void close() {
    model.close();
  }
}
