package org.cornu.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A member of a group of several. */
final class Among implements Exchange {

  /** Numbers in one reduction, at most: 4 MB. More are sent while others are still computed. */
  private static final long BUCKET = 1 << 20;

  private final Group group;
  private final Operand<TInt64> share;
  private int reductions;

  /**
   * A member.
   *
   * @param share fed: the number of the first sample here within the whole batch, how many are
   *     here, and how many the whole batch has (3)
   */
  Among(Group group, Operand<TInt64> share) {
    this.group = group;
    this.share = share;
  }

  @Override
  public List<Operand<TFloat32>> sum(Ops tf, List<Operand<TFloat32>> parts) {
    List<Operand<TFloat32>> sums = new ArrayList<>();
    int from = 0;
    while (from < parts.size()) {
      int to = from;
      long numbers = 0;
      do {
        numbers += parts.get(to++).shape().size();
      } while (to < parts.size() && numbers + parts.get(to).shape().size() <= BUCKET);
      sums.addAll(bucket(tf, parts.subList(from, to)));
      from = to;
    }
    return sums;
  }

  /** Few large reductions take less time than many small ones. */
  private List<Operand<TFloat32>> bucket(Ops tf, List<Operand<TFloat32>> parts) {
    List<Operand<TFloat32>> flat = new ArrayList<>();
    for (Operand<TFloat32> part : parts) {
      flat.add(tf.reshape(part, tf.array(-1)));
    }
    Operand<TFloat32> packed = flat.size() == 1 ? flat.get(0) : tf.concat(flat, tf.constant(0));
    Operand<TFloat32> sum = AllReduce.of(tf, group, group.before() + ++reductions, packed);
    List<Operand<TFloat32>> sums = new ArrayList<>();
    int from = 0; // in int32: TensorFlow's gradient of a slice takes no int64
    for (Operand<TFloat32> part : parts) {
      int size = Math.toIntExact(part.shape().size());
      Operand<TFloat32> own = tf.slice(sum, tf.array(from), tf.array(size));
      sums.add(tf.reshape(own, tf.constant(part.shape().asArray())));
      from += size;
    }
    return sums;
  }

  @Override
  public List<Operand<TFloat32>> mean(Ops tf, List<Operand<TFloat32>> values) {
    Operand<TFloat32> all = tf.constant((float) group.members());
    Operand<TFloat32> busy = tf.math.minimum(all, fed(tf, 2));
    List<Operand<TFloat32>> parts = new ArrayList<>();
    values.forEach(value -> parts.add(counted(tf, value)));
    List<Operand<TFloat32>> means = new ArrayList<>();
    sum(tf, parts).forEach(sum -> means.add(tf.math.div(sum, busy)));
    return means;
  }

  @Override
  public Operand<TFloat32> samples(Ops tf, Operand<TFloat32> here) {
    return fed(tf, 2);
  }

  @Override
  public Operand<TFloat32> counted(Ops tf, Operand<TFloat32> sums) {
    return tf.math.mul(sums, tf.math.minimum(fed(tf, 1), tf.constant(1f)));
  }

  @Override
  public Operand<TFloat32> share(Ops tf, Operand<TFloat32> mean) {
    return tf.math.mul(mean, tf.math.div(fed(tf, 1), fed(tf, 2)));
  }

  @Override
  public boolean isAlone() {
    return false;
  }

  @Override
  public Optional<Operand<TInt64>> first(Ops tf) {
    return Optional.of(tf.gather(share, tf.constant(0), tf.constant(0)));
  }

  private Operand<TFloat32> fed(Ops tf, int which) {
    Operand<TInt64> number = tf.gather(share, tf.constant(which), tf.constant(0));
    return tf.dtypes.cast(number, TFloat32.class);
  }
}
