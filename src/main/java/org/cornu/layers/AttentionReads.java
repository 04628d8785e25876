package org.cornu.layers;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.tensorflow.ndarray.Shape;

/**
 * What a layer of attention reads, told apart.
 *
 * @param key the value, if there is no other
 * @param hasKey whether there is another
 * @param masks those that are read
 */
record AttentionReads<T>(T query, T value, T key, boolean hasKey, Map<AttentionMask, T> masks) {

  static <T> AttentionReads<T> of(List<? extends T> reads, AttentionOptions options) {
    int values = reads.size() - options.masks().size();
    if (values < 2 || values > 3) {
      String behind = options.masks().isEmpty() ? "" : ", then masks of " + options.masks();
      throw new IllegalArgumentException(
          "needs query and value, and a key if it is another%s, got %d values"
              .formatted(behind, reads.size()));
    }
    Map<AttentionMask, T> masks = new EnumMap<>(AttentionMask.class);
    for (AttentionMask mask : options.masks()) {
      masks.put(mask, reads.get(values + masks.size()));
    }
    return new AttentionReads<>(
        reads.get(0), reads.get(1), reads.get(values - 1), values == 3, masks);
  }

  /** The same of what is described, checked. */
  static AttentionReads<Spec> checked(List<Spec> inputs, AttentionOptions options) {
    AttentionReads<Spec> reads = of(inputs, options);
    Shape query = reads.query.numbers().shape();
    Shape value = reads.value.numbers().shape();
    Shape key = reads.key.numbers().shape();
    int axes = query.numDimensions();
    boolean fits = axes >= 2 && value.numDimensions() == axes && key.numDimensions() == axes;
    if (!fits || !value.take(axes - 1).isCompatibleWith(key.take(axes - 1))) {
      throw new IllegalArgumentException(
          "needs query, value and key (..., steps, features) of as many axes, value and key of the same steps, got %s, %s and %s"
              .formatted(reads.query, reads.value, reads.key));
    }
    reads.masks.forEach((mask, spec) -> require(mask, spec, reads));
    return reads;
  }

  private static void require(AttentionMask mask, Spec spec, AttentionReads<Spec> reads) {
    Shape steps = (mask == AttentionMask.QUERY ? reads.query : reads.value).shape();
    boolean fits =
        mask == AttentionMask.ATTENTION
            ? spec.shape().numDimensions() >= 2
            : spec.shape().isCompatibleWith(steps.take(steps.numDimensions() - 1));
    if (!fits || spec.dtype() == DType.STRING) {
      throw new IllegalArgumentException(
          "needs a mask of %s, of booleans or numbers, for a query %s and a value %s, got %s"
              .formatted(mask, reads.query, reads.value, spec));
    }
  }
}
