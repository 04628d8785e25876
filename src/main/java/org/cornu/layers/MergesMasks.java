package org.cornu.layers;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TType;

/** A layer that makes one mask of those of several inputs (Keras: {@code compute_mask}). */
public interface MergesMasks {

  /**
   * Emits it.
   *
   * @param masks of the inputs, (batch, steps), as far as they have one
   * @return (batch, steps); empty if all steps count
   */
  Optional<Operand<TBool>> mergedMask(
      Ops tf,
      List<Optional<Operand<TBool>>> masks,
      List<? extends Operand<? extends TType>> inputs);
}
