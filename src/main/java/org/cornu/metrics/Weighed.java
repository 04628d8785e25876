package org.cornu.metrics;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A metric whose sums are those of samples that have weights; unless they have, each has 1. */
interface Weighed extends Metric {

  @Override
  Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights);

  @Override
  default Operand<TFloat32> sums(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return weightedSums(tf, target, output, Weights.ones(tf, output));
  }

  @Override
  default Operand<TFloat32> sumsOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    return weightedSumsOfIds(tf, ids, output, Weights.ones(tf, output));
  }
}
