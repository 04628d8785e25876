package org.cornu.graph;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * What the members of a {@link Group}, each of which computes its share of every batch, have to
 * tell each other to take one and the same step. All that a graph knows of there being others goes
 * through here; a graph that is {@link #ALONE} gets back what it gives.
 */
public interface Exchange {

  /** Of a graph whose batches are whole. */
  Exchange ALONE = new Alone();

  /**
   * The sums over all members: the same bits for each. A gradient flows back to all of them.
   *
   * @param parts of shapes that all members have
   */
  List<Operand<TFloat32>> sum(Ops tf, List<Operand<TFloat32>> parts);

  /**
   * The means over the members that have samples, each of which counts as much.
   *
   * @param values of shapes that all members have
   */
  List<Operand<TFloat32>> mean(Ops tf, List<Operand<TFloat32>> values);

  /** How many samples the whole batch has: (). */
  Operand<TFloat32> samples(Ops tf, Operand<TFloat32> here);

  /** What is summed over samples, or 0 where this member has none and computes a stand-in. */
  Operand<TFloat32> counted(Ops tf, Operand<TFloat32> sums);

  /** What a mean over the samples here adds to that over all. */
  Operand<TFloat32> share(Ops tf, Operand<TFloat32> mean);

  /** Whether there are no others. */
  boolean isAlone();

  /** The number of the first sample here within the whole batch: (); empty if it is always 0. */
  Optional<Operand<TInt64>> first(Ops tf);
}
