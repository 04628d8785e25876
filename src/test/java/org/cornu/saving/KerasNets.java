package org.cornu.saving;

import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.average;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.customScaleLayer;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dot;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maximum;
import static org.cornu.layers.Layers.minimum;
import static org.cornu.layers.Layers.multiply;
import static org.cornu.layers.Layers.shared;
import static org.cornu.layers.Layers.subtract;

import java.util.List;
import java.util.Optional;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.cornu.net.Nested;
import org.cornu.net.Net;

/** Nets that are more than a chain, of which each file holds some part of its own. */
final class KerasNets {

  private static final Input IMAGE = input(7, 6, 4);

  private KerasNets() {}

  /** Those that read two (6, 4). */
  static List<Layer> merging() {
    return List.of(
        add(),
        subtract(),
        multiply(),
        average(),
        maximum(),
        minimum(),
        customScaleLayer(0.25),
        concatenate(),
        concatenate(1),
        dot(2),
        dot(-2).normalized(),
        dot(1).axes(2, -1));
  }

  static Net merged(Layer layer) {
    Input x = input(6, 4);
    return Net.of(List.of(x), List.of(layer.on(dense(4).on(x), x)));
  }

  /** Reads two (6, 4). */
  static Net within() {
    Input x = input(6, 4).named("x");
    Input y = input(6, 4).named("y");
    return Net.of(List.of(y, x), List.of(dense(4).named("deep").on(subtract().on(x, y))));
  }

  /** A functional net called twice, which gives the last value, and a chain. */
  static Net nested() {
    Input x = input(6, 4);
    Shared<Nested> inner = shared(new Nested("inner", within()));
    Net chain = Net.chain(input(6, 4), List.of(dense(4).named("deep").frozen(), dropout(0.5)));
    Value y = new Nested("chain", chain).on(inner.on(x, dense(4).tanh().on(x)));
    return Net.of(List.of(x), List.of(inner.on(y, x)));
  }

  /** What calls say of training needs a functional model; its input's usual name is taken. */
  static Net called() {
    Value last = IMAGE;
    last = called("input_layer", batchNormalization(), last, Optional.of(false));
    last = called("norm", batchNormalization(), last, Optional.of(false));
    last = called("dense", dense(3), last, Optional.empty());
    last = called("mc", dropout(0.5), last, Optional.of(true));
    return Net.of(List.of(IMAGE), List.of(last));
  }

  private static Value called(String name, Layer layer, Value x, Optional<Boolean> training) {
    return shared(layer.named(name)).apply(training, x).outputs().get(0);
  }
}
