package org.cornu.preprocessing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.goldens.Tensors;
import org.cornu.graph.DType;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.random.Seed;
import org.cornu.serving.Answers;
import org.cornu.serving.LoadedModel;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** A net with its first weights, asked about values that need not be floats. */
final class TypedRun {

  private TypedRun() {}

  /** What the only output gives, row-major. */
  static float[] of(Net net, Part... inputs) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    for (NetWeight each : net.weights()) {
      float[] first =
          each.spec().initializer().values(each.spec().shape(), new Seed(1).draws("", "", 0));
      weights.put(each.path(), Tensors.of(each.spec().shape(), first));
    }
    try (LoadedModel model = LoadedModel.of(net, weights)) {
      float[][] rows = Answers.of(model, Dataset.of(inputs)).get(0);
      float[] all = new float[rows.length * rows[0].length];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
      }
      return all;
    }
  }

  /** Values (batch, ...) as a part of a type. */
  static Part part(String name, DType type, FloatNdArray values) {
    float[] floats = Tensors.floats(values);
    Shape sample = values.shape().tail();
    int[] sizes = new int[sample.numDimensions()];
    int[] ints = new int[floats.length];
    byte[] bytes = new byte[floats.length];
    long[] longs = new long[floats.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.toIntExact(sample.get(i));
    }
    for (int i = 0; i < floats.length; i++) {
      ints[i] = (int) floats[i];
      bytes[i] = (byte) ints[i];
      longs[i] = (long) floats[i];
    }
    return List.of(
            Part.floats(name, floats, sizes),
            Part.ints(name, ints, sizes),
            Part.longs(name, longs, sizes),
            Part.bytes(name, bytes, sizes))
        .get(List.of(DType.FLOAT32, DType.INT32, DType.INT64, DType.UINT8).indexOf(type));
  }
}
