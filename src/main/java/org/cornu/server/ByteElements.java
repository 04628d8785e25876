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
final class ByteElements extends Elements<byte[]> {

  private static final int LARGEST = 255;

  ByteElements() {
    this(new byte[FIRST_ROOM], 0);
  }

  private ByteElements(byte[] values, int size) {
    super(values, size);
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
  DType type() {
    return DType.UINT8;
  }

  @Override
  boolean add(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      return false;
    }
    int value = json.getIntValue();
    if (value < 0 || value > LARGEST) {
      return false;
    }
    int at = next();
    values()[at] = (byte) value;
    return true;
  }

  @Override
  byte[] copy(byte[] array, int length) {
    return Arrays.copyOf(array, length);
  }

  @Override
  TUint8 tensor(Shape shape, int from) {
    return TUint8.tensorOf(shape, DataBuffers.of(values(), true, false).slice(from, shape.size()));
  }

  @Override
  void write(int index, JsonGenerator json, boolean binary) {
    json.writeNumber(Byte.toUnsignedInt(values()[index]));
  }
}
