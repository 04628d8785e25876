package org.cornu.server;

import java.util.Arrays;
import org.cornu.graph.DType;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TUint8;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Unsigned bytes. */
final class ByteElements implements Elements {

  private static final int LARGEST = 255;

  private byte[] values;
  private int size;

  ByteElements() {
    this(new byte[FIRST_ROOM], 0);
  }

  private ByteElements(byte[] values, int size) {
    this.values = values;
    this.size = size;
  }

  static ByteElements of(TUint8 tensor) {
    byte[] values = new byte[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().read(values);
    return new ByteElements(values, values.length);
  }

  static ByteElements of(byte[] values) {
    return new ByteElements(values, values.length);
  }

  @Override
  public DType type() {
    return DType.UINT8;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean add(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      return false;
    }
    int value = json.getIntValue();
    if (value < 0 || value > LARGEST) {
      return false;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, Elements.room(size, 1));
    }
    values[size++] = (byte) value;
    return true;
  }

  @Override
  public void add(Elements other, int from, int to) {
    int count = to - from;
    if (size + count > values.length) {
      values = Arrays.copyOf(values, Elements.room(size, count));
    }
    System.arraycopy(((ByteElements) other).values, from, values, size, count);
    size += count;
  }

  @Override
  public TUint8 tensor(Shape shape, int from) {
    return TUint8.tensorOf(shape, DataBuffers.of(values, true, false).slice(from, shape.size()));
  }

  @Override
  public void write(int index, JsonGenerator json, boolean binary) {
    json.writeNumber(Byte.toUnsignedInt(values[index]));
  }
}
