package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.cornu.graph.LayerScope;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Which scores of sequences count: masks of steps and of pairs of steps, taken together. */
final class AttentionMasks {

  private final LayerScope scope;
  private final Ops tf;
  private final AttentionReads<Operand<? extends TType>> reads;
  private final int axis;
  private final List<Operand<TBool>> masks = new ArrayList<>();

  /**
   * Masks for one call.
   *
   * @param axis of the steps in query and value
   */
  AttentionMasks(LayerScope scope, AttentionReads<Operand<? extends TType>> reads, int axis) {
    this.scope = scope;
    this.tf = scope.tf();
    this.reads = reads;
    this.axis = axis;
  }

  /** Those of the steps of query, value and key, which are read or travel. */
  AttentionMasks steps() {
    int none = Integer.MAX_VALUE;
    step(AttentionMask.QUERY, 0).step(AttentionMask.VALUE, 1);
    return step(AttentionMask.KEY, reads.hasKey() ? 2 : none);
  }

  /**
   * That of the steps of one.
   *
   * @param value which of the values that are read it may travel with
   */
  AttentionMasks step(AttentionMask mask, int value) {
    int other = mask == AttentionMask.QUERY ? -1 : -2;
    of(mask, value).ifPresent(each -> masks.add(tf.expandDims(each, tf.constant(other))));
    return this;
  }

  /** A mask that is read, or travels with the value of this number. */
  Optional<Operand<TBool>> of(AttentionMask mask, int value) {
    Optional<Operand<TBool>> travels =
        value < scope.masks().size() ? scope.masks().get(value) : Optional.empty();
    return read(mask).or(() -> travels);
  }

  private Optional<Operand<TBool>> read(AttentionMask mask) {
    return Optional.ofNullable(reads.masks().get(mask))
        .map(each -> tf.dtypes.cast(each, TBool.class));
  }

  /** That of pairs of steps, which is read. */
  AttentionMasks pairs() {
    read(AttentionMask.ATTENTION).ifPresent(masks::add);
    return this;
  }

  /** No step heeds a later one. */
  AttentionMasks causal(boolean isCausal) {
    if (isCausal) {
      masks.add(tf.math.greaterEqual(apart(), tf.constant(0)));
    }
    return this;
  }

  /** No step heeds one so many steps apart. */
  AttentionMasks window(OptionalInt steps) {
    if (steps.isPresent()) {
      masks.add(tf.math.less(tf.math.abs(apart()), tf.constant(steps.getAsInt())));
    }
    return this;
  }

  /** How many steps the query's are after the key's: (1, query's steps, key's steps). */
  private Operand<TInt32> apart() {
    Operand<TInt32> ours = tf.expandDims(steps(reads.query()), tf.constant(1));
    return tf.expandDims(tf.math.sub(ours, steps(reads.value())), tf.constant(0));
  }

  private Operand<TInt32> steps(Operand<? extends TType> x) {
    return tf.range(tf.constant(0), Reshaping.size(tf, x, axis), tf.constant(1));
  }

  /** Whether there is none so far. */
  boolean isEmpty() {
    return masks.isEmpty();
  }

  /** Those that count by all; empty if all do. */
  Optional<Operand<TBool>> all() {
    int axes = masks.stream().mapToInt(each -> each.shape().numDimensions()).max().orElse(0);
    return masks.stream().map(each -> withHeads(each, axes)).reduce(tf.math::logicalAnd);
  }

  /** A mask that is the same for all heads, beside one that is not. */
  private Operand<TBool> withHeads(Operand<TBool> mask, int axes) {
    Operand<TBool> all = mask;
    while (all.shape().numDimensions() < axes) {
      all = tf.expandDims(all, tf.constant(1));
    }
    return all;
  }
}
