package org.cornu.saving;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.net.Net;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * A model as Keras's files hold it.
 *
 * @param name of the model
 * @param net its architecture
 * @param weights by their paths, in the net's order
 * @param compiled what it was compiled with; empty if it was not, or in a way that Cornu lacks
 * @param problem why a compile configuration that is there could not be read, or where {@code
 *     compiled} is present the optimizer's state
 * @param progress how far Cornu has trained it
 */
public record KerasModel(
    String name,
    Net net,
    Map<String, FloatNdArray> weights,
    Optional<Compiled> compiled,
    Optional<String> problem,
    Progress progress) {

  /** Reads what an optimizer has come to; empty if the file does not hold it. */
  @FunctionalInterface
  interface StateReader {

    Optional<OptimizerState> read(Optimizer optimizer) throws IOException;
  }

  /** Reads how a model was compiled; empty if it was not. */
  @FunctionalInterface
  interface CompileSource {

    Optional<Config> read() throws IOException;
  }

  /**
   * Puts together what a file holds. What only training needs is a problem where it is damaged, or
   * Cornu lacks it, and hinders nobody who wants to predict.
   */
  static KerasModel read(
      StoredNet stored,
      Map<String, FloatNdArray> weights,
      CompileSource source,
      StateReader state,
      Progress progress) {
    Optional<Compiled> compiled = Optional.empty();
    Optional<String> problem = Optional.empty();
    try {
      Optional<Config> config = source.read();
      if (config.isPresent() && !config.get().values().isEmpty()) {
        compiled = Optional.of(CompileReader.read(config.get(), stored.net().outputShape()));
        compiled = Optional.of(compiled.get().with(state.read(compiled.get().optimizer())));
      }
    } catch (ConfigException | IOException e) {
      problem = Optional.of(e.getMessage());
    }
    return new KerasModel(stored.name(), stored.net(), weights, compiled, problem, progress);
  }
}
