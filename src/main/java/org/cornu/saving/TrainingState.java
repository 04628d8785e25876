package org.cornu.saving;

import java.util.Map;
import java.util.Optional;
import org.cornu.optimizers.OptimizerState;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * Where a training stands, without what is trained.
 *
 * @param weights by their paths, in the net's order
 * @param optimizer its state; empty if the file does not hold it
 * @param progress how far it has got
 * @param memory that the arrays are in
 */
public record TrainingState(
    Map<String, FloatNdArray> weights,
    Optional<OptimizerState> optimizer,
    TrainingProgress progress,
    NativeMemory memory)
    implements AutoCloseable {

  /** Frees the arrays. */
  @Override
  public void close() {
    memory.close();
  }
}
