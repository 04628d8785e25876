package org.cornu.server;

import java.util.Arrays;
import org.cornu.graph.DType;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Numbers that a net computes with. */
final class FloatElements extends Elements<float[]> {

  FloatElements() {
    this(new float[FIRST_ROOM], 0);
  }

  private FloatElements(float[] values, int size) {
    super(values, size);
  }

  static FloatElements of(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return new FloatElements(values, values.length);
  }

  /** Unsigned bytes, scaled. */
  static FloatElements of(byte[] bytes, float scale) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Byte.toUnsignedInt(bytes[i]) * scale;
    }
    return new FloatElements(values, values.length);
  }

  @Override
  DType type() {
    return DType.FLOAT32;
  }

  @Override
  boolean add(JsonParser json) {
    if (!json.currentToken().isNumeric()) {
      return false;
    }
    float value = json.getFloatValue();
    int at = next();
    values()[at] = value;
    return true;
  }

  @Override
  float[] copy(float[] array, int length) {
    return Arrays.copyOf(array, length);
  }

  @Override
  TFloat32 tensor(Shape shape, int from) {
    return TFloat32.tensorOf(
        shape, DataBuffers.of(values(), true, false).slice(from, shape.size()));
  }

  @Override
  void write(int index, JsonGenerator json, boolean binary) {
    json.writeNumber(values()[index]);
  }
}
