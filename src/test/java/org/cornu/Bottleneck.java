package org.cornu;

import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.relu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.Layer;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A block of layers as a user writes one, in one file: (height, width, channels) to the same.
 *
 * @param filters in the middle
 * @param still whether the first convolution stays as it is
 */
record Bottleneck(int filters, boolean still) implements UnaryLayer {

  /** The layers, by their names, for so many channels. */
  Map<String, Layer> layers(long channels) {
    Map<String, Layer> layers = new LinkedHashMap<>();
    layers.put("squeeze", still ? conv2d(filters, 1).frozen() : conv2d(filters, 1));
    layers.put("norm", batchNormalization().momentum(.5));
    layers.put("relu", relu());
    layers.put("drop", dropout(.3));
    layers.put("expand", conv2d(Math.toIntExact(channels), 3).same().relu());
    return layers;
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    List<InnerLayer> parts = new ArrayList<>();
    List<Spec> last = inputs;
    for (Map.Entry<String, Layer> each : layers(inputs.get(0).shape().get(2)).entrySet()) {
      parts.add(new InnerLayer(each.getKey(), each.getValue(), last));
      last = each.getValue().outputs(last);
    }
    return parts;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    List<? extends Operand<? extends TType>> last = List.of(x);
    for (Map.Entry<String, Layer> each : layers(x.shape().get(3)).entrySet()) {
      last = each.getValue().call(scope.part(each.getKey()), last);
    }
    return scope.floats(last.get(0));
  }

  @Override
  public Config config() {
    return Config.of("filters", filters).with("still", still);
  }

  static Bottleneck from(Config config) {
    return new Bottleneck(config.integer("filters"), config.flag("still", false));
  }
}
