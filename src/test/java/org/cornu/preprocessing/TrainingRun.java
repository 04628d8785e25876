package org.cornu.preprocessing;

import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.input;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.tensorflow.ndarray.FloatNdArray;

/** What a layer by itself makes of images in training. */
final class TrainingRun {

  private TrainingRun() {}

  static float[] train(Layer layer, FloatNdArray images) {
    Net net = Net.chain(input(images.shape().tail().asArray()), List.of(layer));
    return floats(NetRun.of(net).training(images).output());
  }

  static float[] each(int size, IntToDoubleFunction value) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) value.applyAsDouble(i);
    }
    return values;
  }
}
