package org.cornu.graph;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Nobody to exchange with. */
record Alone() implements Exchange {

  @Override
  public List<Operand<TFloat32>> sum(Ops tf, List<Operand<TFloat32>> parts) {
    return parts;
  }

  @Override
  public List<Operand<TFloat32>> mean(Ops tf, List<Operand<TFloat32>> values) {
    return values;
  }

  @Override
  public Operand<TFloat32> samples(Ops tf, Operand<TFloat32> here) {
    return here;
  }

  @Override
  public Operand<TFloat32> counted(Ops tf, Operand<TFloat32> sums) {
    return sums;
  }

  @Override
  public Operand<TFloat32> share(Ops tf, Operand<TFloat32> mean) {
    return mean;
  }

  @Override
  public boolean isAlone() {
    return true;
  }

  @Override
  public Optional<Operand<TInt64>> first(Ops tf) {
    return Optional.empty();
  }
}
