package org.cornu.server;

import java.util.Arrays;
import org.cornu.graph.DType;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Whole numbers. */
final class IntElements extends Elements<int[]> {

  IntElements() {
    this(new int[FIRST_ROOM], 0);
  }

  private IntElements(int[] values, int size) {
    super(values, size);
  }

  static IntElements of(TInt32 tensor) {
    int[] values = new int[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asInts().read(values);
    return new IntElements(values, values.length);
  }

  @Override
  DType type() {
    return DType.INT32;
  }

  @Override
  boolean add(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      return false;
    }
    int value = json.getIntValue();
    int at = next();
    values()[at] = value;
    return true;
  }

  @Override
  int[] copy(int[] array, int length) {
    return Arrays.copyOf(array, length);
  }

  @Override
  TInt32 tensor(Shape shape, int from) {
    return TInt32.tensorOf(shape, DataBuffers.of(values(), true, false).slice(from, shape.size()));
  }

  @Override
  void write(int index, JsonGenerator json, boolean binary) {
    json.writeNumber(values()[index]);
  }
}
