package org.cornu.graph;

import org.cornu.random.Seed;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * What all calls of one forward pass share. The pass is built once for training and once for
 * inference, over the same weights.
 *
 * @param tf where ops are added
 * @param training whether this is the training pass
 * @param seed of the net, for masks
 * @param step the optimizer's iteration, from 0, for masks; null in an inference pass
 * @param exchange with the others that compute a batch
 */
public record Pass(Ops tf, boolean training, Seed seed, Operand<TInt64> step, Exchange exchange) {

  /** The pass that {@code predict}, {@code evaluate} and an export run. */
  public static Pass inference(Ops tf) {
    return new Pass(tf, false, null, null, Exchange.ALONE);
  }

  /** The pass that {@code fit} runs. */
  public static Pass training(Ops tf, Seed seed, Operand<TInt64> step) {
    return new Pass(tf, true, seed, step, Exchange.ALONE);
  }

  /** The same pass over a share of each batch. */
  public Pass with(Exchange exchange) {
    return new Pass(tf, training, seed, step, exchange);
  }

  /** The same pass, with masks of another seed. */
  Pass with(Seed seed) {
    return new Pass(tf, training, seed, step, exchange);
  }
}
