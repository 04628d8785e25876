package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * Attention of several heads: query (steps, n), value (other steps, m) and key (other steps, k) to
 * (steps, n) (Keras: {@code MultiHeadAttention}; Vaswani et al. 2017). Scores are (heads, steps,
 * other steps). With more axes than steps and features, all but the last are attended over, or
 * those of {@code attentionAxes}.
 *
 * <p>A mask of the query travels on. As in Keras the call takes away the masks of what it reads: of
 * calls after it, those of several inputs find none, such as that of the sum with the query.
 *
 * @param numHeads 1 or more
 * @param keyDim size of a head for query and key, 1 or more
 * @param valueDim size of a head for the value, 1 or more
 * @param outputShape in place of the query's last axis; empty for its size
 * @param attentionAxes that are attended over, the batch counted; empty for all but the last
 * @param heads projections, window and gate
 * @param attention what is said of scores and masks
 */
public record MultiHeadAttention(
    int numHeads,
    int keyDim,
    int valueDim,
    List<Long> outputShape,
    List<Integer> attentionAxes,
    HeadOptions heads,
    AttentionOptions attention)
    implements HeadedAttention<MultiHeadAttention> {

  public MultiHeadAttention {
    Objects.requireNonNull(heads, "multiHeadAttention needs options of its heads, got null");
    Objects.requireNonNull(attention, "multiHeadAttention needs options, got null");
    outputShape = List.copyOf(outputShape);
    attentionAxes = List.copyOf(attentionAxes);
    if (numHeads < 1 || keyDim < 1 || valueDim < 1) {
      throw new IllegalArgumentException(
          "multiHeadAttention needs a head or more, each of size 1 or more, got %d of %d, for the value %d"
              .formatted(numHeads, keyDim, valueDim));
    }
    if (outputShape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "multiHeadAttention needs an output shape of sizes of 1 or more, got " + outputShape);
    }
    if (attention.masks().contains(AttentionMask.QUERY)) {
      throw new IllegalArgumentException(
          "multiHeadAttention heeds a query's mask only if it travels with the query, as in Keras;"
              + " got one to read, use attentionMask()");
    }
  }

  /** With Keras's defaults. */
  static MultiHeadAttention of(int numHeads, int keyDim) {
    return new MultiHeadAttention(
        numHeads,
        keyDim,
        keyDim,
        List.of(),
        List.of(),
        HeadOptions.DEFAULT,
        AttentionOptions.DEFAULT);
  }

  /** With heads of another size for the value; by default that for query and key. */
  public MultiHeadAttention valueDim(int size) {
    return new MultiHeadAttention(
        numHeads, keyDim, size, outputShape, attentionAxes, heads, attention);
  }

  /** Giving these sizes in place of the query's last axis. */
  public MultiHeadAttention outputShape(long... sizes) {
    Objects.requireNonNull(sizes, "outputShape needs sizes, got null");
    List<Long> shape = LongStream.of(sizes).boxed().toList();
    return new MultiHeadAttention(
        numHeads, keyDim, valueDim, shape, attentionAxes, heads, attention);
  }

  /** Over these axes of query and key, the batch counted, or from the end. */
  public MultiHeadAttention attentionAxes(int axis, int... more) {
    List<Integer> axes = Shapes.axes(axis, more);
    return new MultiHeadAttention(numHeads, keyDim, valueDim, outputShape, axes, heads, attention);
  }

  @Override
  public MultiHeadAttention heads(HeadOptions options) {
    return new MultiHeadAttention(
        numHeads, keyDim, valueDim, outputShape, attentionAxes, options, attention);
  }

  @Override
  public MultiHeadAttention attention(AttentionOptions options) {
    return new MultiHeadAttention(
        numHeads, keyDim, valueDim, outputShape, attentionAxes, heads, options);
  }

  /** The axes attended over of a query of one sample, from 1 on. */
  private List<Integer> axes(Shape query) {
    int last = query.numDimensions();
    List<Integer> axes =
        attentionAxes.isEmpty()
            ? IntStream.range(1, last).boxed().toList()
            : attentionAxes.stream().map(axis -> Shapes.sampleAxis(axis, query) + 1).toList();
    if (axes.contains(last) || axes.stream().distinct().count() < axes.size()) {
      throw new IllegalArgumentException(
          "needs attention axes of 1 to %d, each once, got %s for a query %s"
              .formatted(last - 1, attentionAxes, Shapes.text(query)));
    }
    return axes;
  }

  private Heads projections() {
    return new Heads(numHeads, numHeads, keyDim, valueDim, outputShape, heads);
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    AttentionReads<Spec> reads = AttentionReads.checked(inputs, attention);
    List<Integer> axes = axes(reads.query().shape());
    boolean isOfSteps = heads.slidingWindow().isPresent() || attention.causal();
    if (isOfSteps || !Set.of(AttentionMask.ATTENTION).containsAll(attention.masks())) {
      Heads.requireSteps(axes);
    }
    Shape rest = Heads.rest(reads.query());
    List<Spec> outputs = new ArrayList<>();
    outputs.add(Spec.floats(rest.append(Shapes.of(projections().given(reads.query())))));
    if (attention.returnsScores()) {
      Shape query = rest.append(numHeads).append(keyDim);
      Shape key = Heads.rest(reads.key()).append(numHeads).append(keyDim);
      AttentionEquation equation = AttentionEquation.of(query.numDimensions() + 1, axes);
      outputs.add(Spec.floats(equation.scores(query, key)));
    }
    return outputs;
  }

  @Override
  public boolean takesMasks() {
    return true;
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    return projections().parts(AttentionReads.checked(inputs, attention));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return projections().call(scope, inputs, axes(inputs.get(0).shape().tail()), attention);
  }

  @Override
  public Config config() {
    return Config.of("num_heads", numHeads)
        .with("key_dim", keyDim)
        .with("value_dim", valueDim)
        .with("output_shape", outputShape.isEmpty() ? null : outputShape)
        .with("attention_axes", attentionAxes.isEmpty() ? null : attentionAxes)
        .with(heads.config())
        .with(attention.config());
  }

  /** Reads Keras's configuration. */
  public static MultiHeadAttention from(Config config) {
    config.ignore("query_shape", "key_shape", "value_shape"); // Keras 2's, of what it reads
    int keyDim = config.integer("key_dim");
    List<Integer> shape = Integers.from(config, "output_shape", List.of());
    return new MultiHeadAttention(
        config.integer("num_heads"),
        keyDim,
        config.integer("value_dim", keyDim),
        shape.stream().map(Integer::longValue).toList(),
        Integers.from(config, "attention_axes", List.of()),
        HeadOptions.from(config),
        AttentionOptions.from(config));
  }
}
