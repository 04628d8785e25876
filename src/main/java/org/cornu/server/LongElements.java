package org.cornu.server;

import java.util.Arrays;
import org.cornu.graph.DType;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Large whole numbers. */
final class LongElements extends Elements<long[]> {

  LongElements() {
    this(new long[FIRST_ROOM], 0);
  }

  private LongElements(long[] values, int size) {
    super(values, size);
  }

  static LongElements of(TInt64 tensor) {
    long[] values = new long[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asLongs().read(values);
    return new LongElements(values, values.length);
  }

  @Override
  DType type() {
    return DType.INT64;
  }

  @Override
  boolean add(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      return false;
    }
    long value = json.getLongValue();
    int at = next();
    values()[at] = value;
    return true;
  }

  @Override
  long[] copy(long[] array, int length) {
    return Arrays.copyOf(array, length);
  }

  @Override
  TInt64 tensor(Shape shape, int from) {
    return TInt64.tensorOf(shape, DataBuffers.of(values(), true, false).slice(from, shape.size()));
  }

  @Override
  void write(int index, JsonGenerator json, boolean binary) {
    json.writeNumber(values()[index]);
  }
}
