package org.cornu.saving;

import java.io.IOException;
import java.util.List;
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
 * @param problem why a compile configuration that is there could not be read
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

  /** Puts together what a file holds; a compile configuration that Cornu lacks is a problem. */
  static KerasModel read(
      StoredNet stored,
      Map<String, FloatNdArray> weights,
      Optional<Config> compileConfig,
      StateReader state,
      Progress progress)
      throws IOException {
    Optional<Compiled> compiled = Optional.empty();
    Optional<String> problem = Optional.empty();
    if (compileConfig.isPresent() && !compileConfig.get().values().isEmpty()) {
      try {
        Compiled read = CompileConfig.read(compileConfig.get());
        compiled = Optional.of(read.with(state.read(read.optimizer())));
      } catch (ConfigException e) {
        problem = Optional.of(e.getMessage());
      }
    }
    return new KerasModel(stored.name(), stored.net(), weights, compiled, problem, progress);
  }

  /** Whether all weights, and what the optimizer keeps of them, are finite numbers. */
  public boolean isFinite() {
    return weights.values().stream().allMatch(KerasModel::isFinite)
        && compiled.flatMap(Compiled::state).stream()
            .flatMap(state -> state.slots().values().stream())
            .flatMap(List::stream)
            .allMatch(KerasModel::isFinite);
  }

  private static boolean isFinite(FloatNdArray array) {
    boolean[] finite = {true};
    array.scalars().forEach(value -> finite[0] &= Float.isFinite(value.getFloat()));
    return finite[0];
  }
}
