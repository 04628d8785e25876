package org.cornu.graph;

import java.util.Optional;
import org.cornu.random.Seed;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
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
 * @param rows how many rows of a batch come from each sample: (); empty for one
 */
public record Pass(
    Ops tf,
    boolean training,
    Seed seed,
    Operand<TInt64> step,
    Exchange exchange,
    Optional<Operand<TInt64>> rows) {

  /** The pass that {@code predict}, {@code evaluate} and an export run. */
  public static Pass inference(Ops tf) {
    return new Pass(tf, false, null, null, Exchange.ALONE, Optional.empty());
  }

  /** The pass that {@code fit} runs. */
  public static Pass training(Ops tf, Seed seed, Operand<TInt64> step) {
    return new Pass(tf, true, seed, step, Exchange.ALONE, Optional.empty());
  }

  /** A pass in a function, which neither draws nor exchanges. */
  static Pass inFunction(Ops tf, boolean training) {
    return new Pass(tf, training, null, null, Exchange.ALONE, Optional.empty());
  }

  /** Whether it is one in a function, if it is derived at all. */
  boolean isFunction() {
    return training && seed == null;
  }

  /** The same pass over a share of each batch. */
  public Pass with(Exchange exchange) {
    return new Pass(tf, training, seed, step, exchange, rows);
  }

  /** The same pass, with masks of another seed. */
  Pass with(Seed seed) {
    return new Pass(tf, training, seed, step, exchange, rows);
  }

  /** The same pass, where each row of a batch has become so many. */
  Pass divided(Ops tf, Operand<TInt32> into) {
    Operand<TInt64> each = tf.dtypes.cast(into, TInt64.class);
    Operand<TInt64> all = rows.isPresent() ? tf.math.mul(rows.get(), each) : each;
    return new Pass(this.tf, training, seed, step, exchange, Optional.of(all));
  }

  /** The number of the first row here within the whole batch: (); empty if it is always 0. */
  Optional<Operand<TInt64>> first(Ops tf) {
    Optional<Operand<TInt64>> sample = exchange.first(tf);
    return sample.isPresent() && rows.isPresent()
        ? Optional.of(tf.math.mul(sample.get(), rows.get()))
        : sample;
  }
}
