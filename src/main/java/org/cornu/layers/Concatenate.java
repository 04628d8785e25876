package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TType;

/**
 * Its inputs one after another along an axis, equal in all others: (..., a), (..., b), ... to (...,
 * a + b + ...) (Keras: {@code Concatenate}). Integers stay integers where all inputs are.
 *
 * @param axis the batch counted, so from 1 on, or from the end: -1 for the last
 */
public record Concatenate(int axis) implements Layer, MergesMasks {

  public Concatenate {
    if (axis == 0) {
      throw new IllegalArgumentException(
          "concatenate needs an axis of a sample, 1 or more, or below 0 from the end, got 0, the"
              + " batch");
    }
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("needs an input or more, got none");
    }
    Shape first = inputs.get(0).shape();
    int along = Shapes.sampleAxis(axis, first);
    long[] sizes = first.asArray();
    for (Spec input : inputs.subList(1, inputs.size())) {
      add(sizes, input.shape(), along, inputs);
    }
    return List.of(new Spec(Shape.of(sizes), dtype(inputs)));
  }

  private static void add(long[] sizes, Shape more, int along, List<Spec> all) {
    boolean fits = more.numDimensions() == sizes.length;
    for (int i = 0; fits && i < sizes.length; i++) {
      long size = more.get(i);
      if (i == along) {
        boolean known = sizes[i] != Layers.ANY && size != Layers.ANY;
        sizes[i] = known ? sizes[i] + size : Layers.ANY;
      } else if (sizes[i] == Layers.ANY) {
        sizes[i] = size;
      } else {
        fits = size == Layers.ANY || size == sizes[i];
      }
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "needs inputs that are equal in all axes but one, axis %d of a sample counted from 0, got %s"
              .formatted(along, String.join(" and ", all.stream().map(Spec::toString).toList())));
    }
  }

  private static DType dtype(List<Spec> inputs) {
    DType first = inputs.get(0).dtype();
    return inputs.stream().allMatch(each -> each.dtype() == first) ? first : DType.FLOAT32;
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    mergedMask(scope.tf(), scope.masks(), inputs).ifPresent(scope::giveMask);
    Class<? extends TType> type = inputs.get(0).asOutput().type();
    boolean alike = inputs.stream().allMatch(each -> each.asOutput().type() == type);
    int along = Shapes.sampleAxis(axis, inputs.get(0).shape().tail()) + 1;
    return List.of(
        alike
            ? join(scope.tf(), inputs, along)
            : join(scope.tf(), inputs.stream().map(scope::floats).toList(), along));
  }

  /** A step counts if any of its numbers does; all of an input without a mask do. */
  @Override
  public Optional<Operand<TBool>> mergedMask(
      Ops tf,
      List<Optional<Operand<TBool>>> masks,
      List<? extends Operand<? extends TType>> inputs) {
    if (masks.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<Operand<TBool>> each = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      Operand<? extends TType> x = inputs.get(i);
      each.add(
          masks
              .get(i)
              .map(mask -> Masked.of(tf, mask, x))
              .orElseGet(() -> tf.fill(tf.shape(x), tf.constant(true))));
    }
    int along = Shapes.sampleAxis(axis, inputs.get(0).shape().tail()) + 1;
    return Optional.of(tf.reduceAny(join(tf, each, along), tf.constant(-1)));
  }

  @SuppressWarnings("unchecked") // all are of one type
  private static <T extends TType> Operand<T> join(
      Ops tf, List<? extends Operand<? extends TType>> inputs, int along) {
    List<Operand<T>> alike = new ArrayList<>();
    inputs.forEach(each -> alike.add((Operand<T>) each));
    // The op needs two or more.
    return alike.size() == 1 ? alike.get(0) : tf.concat(alike, tf.constant(along));
  }

  @Override
  public Config config() {
    return Config.of("axis", axis);
  }

  /** Reads Keras's configuration. */
  public static Concatenate from(Config config) {
    return new Concatenate(config.integer("axis", -1));
  }
}
