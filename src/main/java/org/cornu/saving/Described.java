package org.cornu.saving;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.net.Net;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * What an open file says of a model, before anything is made of it. Its arrays are reached through
 * it, by the places that they have for a net.
 */
interface Described extends AutoCloseable {

  /** The architecture, in the words of Keras 3. */
  Config architecture();

  /** What a net was compiled with, in the words of Keras 3. */
  Optional<Config> compilation(Net net) throws IOException;

  /** How far Cornu has trained it. */
  TrainingProgress progress() throws IOException;

  /** The names of the classes that Cornu has trained it on; empty if they had none. */
  List<String> classNames() throws IOException;

  /** The numbers of a net. */
  Numbers numbers(StoredNet net) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * A net's numbers.
   *
   * @param weights by their paths, in the net's order
   * @param state reads an optimizer's state
   */
  record Numbers(Map<String, FloatNdArray> weights, StateReader state) {}

  /** Reads an optimizer's state; empty if the file does not hold it. */
  @FunctionalInterface
  interface StateReader {

    Optional<OptimizerState> read(Optimizer optimizer) throws IOException;
  }
}
