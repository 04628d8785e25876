package org.cornu.server;

import java.util.Arrays;
import org.cornu.graph.DType;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Numbers that a net computes with. */
final class FloatElements implements Elements {

  private float[] values;
  private int size;

  FloatElements() {
    this(new float[FIRST_ROOM], 0);
  }

  private FloatElements(float[] values, int size) {
    this.values = values;
    this.size = size;
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
  public DType type() {
    return DType.FLOAT32;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean add(JsonParser json) {
    if (!json.currentToken().isNumeric()) {
      return false;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, Elements.room(size, 1));
    }
    values[size++] = json.getFloatValue();
    return true;
  }

  @Override
  public void add(Elements other, int from, int to) {
    int count = to - from;
    if (size + count > values.length) {
      values = Arrays.copyOf(values, Elements.room(size, count));
    }
    System.arraycopy(((FloatElements) other).values, from, values, size, count);
    size += count;
  }

  @Override
  public TFloat32 tensor(Shape shape, int from) {
    return TFloat32.tensorOf(shape, DataBuffers.of(values, true, false).slice(from, shape.size()));
  }

  @Override
  public void write(int index, JsonGenerator json, boolean binary) {
    json.writeNumber(values[index]);
  }
}
