package org.cornu.goldens;

import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.softmax;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cornu.Sequential;
import org.cornu.zoo.MnistCnns;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** The nets and first weights of {@code cnn_steps.json}. */
final class CnnSteps {

  private CnnSteps() {}

  /**
   * One of the five, counted from 1; dropout is 0, for two libraries do not draw the same masks.
   */
  static Sequential net(int model) {
    return model == 4 ? model4WithoutDropout() : MnistCnns.all().get(model - 1);
  }

  private static Sequential model4WithoutDropout() {
    return Sequential.of(
        input(28, 28, 1),
        conv2d(32, 3),
        relu(),
        conv2d(32, 3),
        relu(),
        maxPooling2d(2),
        dropout(0),
        flatten(),
        dense(128),
        dropout(0),
        relu(),
        dense(10),
        softmax());
  }

  /** The weights that the formula in {@code goldens/training.py} gives, for these shapes. */
  static Map<String, FloatNdArray> weights(Map<String, FloatNdArray> shapes) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    shapes.forEach((path, array) -> weights.put(path, weight(path, array.shape(), weights.size())));
    return weights;
  }

  private static FloatNdArray weight(String path, Shape shape, int place) {
    if (path.endsWith("/kernel")) {
      return kernel(shape, place);
    }
    return Tensors.filled(
        shape, path.endsWith("/gamma") || path.endsWith("/moving_variance") ? 1 : 0);
  }

  private static FloatNdArray kernel(Shape shape, int place) {
    int rank = shape.numDimensions();
    long inputs = shape.get(rank - 2);
    long outputs = shape.get(rank - 1);
    double limit = Math.sqrt(6.0 / (shape.size() / outputs / inputs * (inputs + outputs)));
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      int x = i * 0x9e3779b1 + (place + 1) * 40503; // 0x9e3779b1 is 2654435761
      x = (x ^ x >>> 16) * 0x85ebca77; // 2246822519
      x = x ^ x >>> 13;
      values[i] = (float) ((2 * (Integer.toUnsignedLong(x) / 0x1p32) - 1) * limit);
    }
    return Tensors.of(shape, values);
  }
}
