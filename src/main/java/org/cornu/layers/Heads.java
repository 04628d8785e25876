package org.cornu.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.cornu.activations.KerasActivation;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * The heads of a layer of attention, with their projections.
 *
 * @param count of the query's
 * @param shared of key and value, of which each serves equally many of the query's
 * @param keyDim size of one for query and key
 * @param valueDim size of one for the value
 * @param output sizes of what is given, in place of the query's last axis; empty for its size
 * @param options projections, window and gate
 */
record Heads(
    int count, int shared, int keyDim, int valueDim, List<Long> output, HeadOptions options) {

  private static final String QUERY = "query";
  private static final String KEY = "key";
  private static final String GATE = "gate";
  private static final String VALUE = "value";
  private static final String OUTPUT = "attention_output";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  /** The projections, in the order of Keras's weights. */
  List<InnerLayer> parts(AttentionReads<Spec> reads) {
    List<InnerLayer> parts = new ArrayList<>();
    parts.add(part(QUERY, projection(reads.query(), count, keyDim), reads.query()));
    parts.add(part(KEY, projection(reads.key(), shared, keyDim), reads.key()));
    if (options.gate()) {
      parts.add(part(GATE, gate(reads.query()), reads.query()));
    }
    parts.add(part(VALUE, projection(reads.value(), shared, valueDim), reads.value()));
    Shape heads = rest(reads.query()).append(count).append(valueDim);
    parts.add(part(OUTPUT, output(reads.query()), Spec.floats(heads)));
    return parts;
  }

  private static InnerLayer part(String name, Layer layer, Spec reads) {
    return new InnerLayer(name, layer, List.of(reads));
  }

  /** All axes of a sample but the last. */
  static Shape rest(Spec x) {
    return x.shape().take(x.shape().numDimensions() - 1);
  }

  /** The sizes of what is given, in place of the query's last axis. */
  List<Long> given(Spec query) {
    return output.isEmpty() ? List.of(Shapes.knownChannels(query.shape())) : output;
  }

  private EinsumDense projection(Spec x, long heads, long size) {
    return product(x.shape().numDimensions(), 1, List.of(heads, size));
  }

  private EinsumDense gate(Spec query) {
    return projection(query, count, valueDim).activation(KerasActivation.SIGMOID);
  }

  private EinsumDense output(Spec query) {
    return product(query.shape().numDimensions(), 2, given(query));
  }

  /**
   * A product over the last axes.
   *
   * @param kept how many axes are kept, the batch counted
   * @param summed over how many it sums
   * @param given sizes in their place
   */
  private EinsumDense product(int kept, int summed, List<Long> given) {
    String front = LETTERS.substring(0, kept);
    String middle = LETTERS.substring(kept, kept + summed);
    String end = LETTERS.substring(kept + summed, kept + summed + given.size());
    String equation = "%s%s,%s%s->%1$s%4$s".formatted(front, middle, middle, end);
    List<Long> sizes = new ArrayList<>(Collections.nCopies(kept - 1, Layers.ANY));
    sizes.addAll(given);
    KernelOptions projections = options.projections();
    return new EinsumDense(equation, sizes, projections.bias().isPresent() ? end : "", projections);
  }

  /**
   * Masks of steps, windows and what is causal go by the first axis, as in Keras.
   *
   * @param axes that are attended over
   * @throws IllegalArgumentException if there are others
   */
  static void requireSteps(List<Integer> axes) {
    if (!axes.equals(List.of(1))) {
      throw new IllegalArgumentException(
          "needs attention over axis 1 alone to heed masks of steps, a window, or no later steps, got axes %s; use attentionMask()"
              .formatted(axes));
    }
  }

  /**
   * Emits a call.
   *
   * @param axes that are attended over, from 1 on
   * @param attention what is said of scores and masks
   * @return what the layer gives
   */
  List<Operand<? extends TType>> call(
      LayerScope scope,
      List<? extends Operand<? extends TType>> inputs,
      List<Integer> axes,
      AttentionOptions attention) {
    AttentionReads<Operand<? extends TType>> reads = AttentionReads.of(inputs, attention);
    AttentionMasks masks = new AttentionMasks(scope, reads, 1).steps();
    if (!masks.isEmpty()) {
      requireSteps(axes);
    }
    masks.causal(attention.causal()).window(options.slidingWindow()).pairs();
    return result(scope, reads, new DotProductAttention(axes, attention), masks.all())
        .given(scope.tf(), attention);
  }

  private DotProductAttention.Result result(
      LayerScope scope,
      AttentionReads<Operand<? extends TType>> reads,
      DotProductAttention core,
      Optional<Operand<TBool>> mask) {
    Ops tf = scope.tf();
    Operand<TFloat32> x = scope.floats(reads.query());
    Spec query = Spec.of(x);
    Operand<TFloat32> key = scope.floats(reads.key());
    Operand<TFloat32> value = scope.floats(reads.value());
    DotProductAttention.Result result =
        core.of(
            scope,
            projection(query, count, keyDim).call(scope.part(QUERY), x),
            repeated(tf, projection(Spec.of(key), shared, keyDim).call(scope.part(KEY), key)),
            repeated(
                tf, projection(Spec.of(value), shared, valueDim).call(scope.part(VALUE), value)),
            mask);
    Operand<TFloat32> heads = result.values();
    if (options.gate()) {
      heads = tf.math.mul(heads, gate(query).call(scope.part(GATE), x));
    }
    return new DotProductAttention.Result(
        output(query).call(scope.part(OUTPUT), heads), result.scores());
  }

  /** Each head of key or value as often as it serves. */
  private Operand<TFloat32> repeated(Ops tf, Operand<TFloat32> x) {
    if (shared == count) {
      return x;
    }
    int axis = x.shape().numDimensions() - 1;
    int[] times = new int[axis + 2];
    Arrays.fill(times, 1);
    times[axis] = count / shared;
    long[] sizes = x.shape().asArray();
    sizes[axis - 1] = count;
    Operand<TFloat32> many = tf.tile(tf.expandDims(x, tf.constant(axis)), tf.constant(times));
    return Reshaping.like(tf, many, x, sizes);
  }
}
