package org.cornu.layers;

import java.util.List;
import java.util.stream.Stream;
import org.cornu.layers.LayerCases.Case;
import org.cornu.layers.LayerCases.Training;
import org.tensorflow.ndarray.Shape;

/** Layers of attention to be tried by {@link LayerContractTest}. */
final class AttentionLayers {

  private AttentionLayers() {}

  /** Without biases of keys, which shift all scores of a step alike, so that no gradient comes. */
  static Stream<Case> all() {
    Shape query = Shape.of(4, 5);
    Shape value = Shape.of(3, 6);
    Shape key = Shape.of(3, 5);
    MultiHeadAttention heads = Layers.multiHeadAttention(2, 3).noBias();
    GroupQueryAttention groups = Layers.groupQueryAttention(3, 4, 2).noBias();
    Attention plain = Layers.attention();
    return Stream.of(
        several(heads, 132, query, value),
        several(heads.valueDim(4).useGate().outputShape(7), 204, query, value, key),
        several(
            heads.useCausalMask().slidingWindow(2).attentionMask(),
            132,
            query,
            value,
            Shape.of(4, 3)),
        several(heads.attentionAxes(2), 132, Shape.of(2, 4, 5), Shape.of(2, 3, 6)),
        new Case(heads.dropout(0.4), List.of(query, value), 132, Training.RANDOM),
        several(groups, 180, query, key),
        several(groups.useGate(), 240, query, key),
        several(plain, 0, query, key),
        several(plain.useScale().scoreMode(Attention.ScoreMode.CONCAT), 2, query, value, key),
        several(plain.queryMask().valueMask(), 0, query, key, Shape.of(4), Shape.of(3)),
        new Case(plain.dropout(0.4), List.of(query, key), 0, Training.RANDOM),
        several(Layers.additiveAttention(), 5, query, key),
        several(Layers.additiveAttention().noScale().useCausalMask(), 0, query, key),
        LayerCases.plain(Layers.reversibleEmbedding(7, 5).logitSoftCap(2).reverse(), query, 35));
  }

  private static Case several(Layer layer, int parameters, Shape... inputs) {
    return new Case(layer, List.of(inputs), parameters, Training.NOTHING);
  }
}
