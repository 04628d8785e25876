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
final class LongElements implements Elements {

  private long[] values;
  private int size;

  LongElements() {
    this(new long[FIRST_ROOM], 0);
  }

  private LongElements(long[] values, int size) {
    this.values = values;
    this.size = size;
  }

  static LongElements of(TInt64 tensor) {
    long[] values = new long[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asLongs().read(values);
    return new LongElements(values, values.length);
  }

  @Override
  public DType type() {
    return DType.INT64;
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
    if (size == values.length) {
      values = Arrays.copyOf(values, Elements.room(size, 1));
    }
    values[size++] = json.getLongValue();
    return true;
  }

  @Override
  public void add(Elements other, int from, int to) {
    int count = to - from;
    if (size + count > values.length) {
      values = Arrays.copyOf(values, Elements.room(size, count));
    }
    System.arraycopy(((LongElements) other).values, from, values, size, count);
    size += count;
  }

  @Override
  public TInt64 tensor(Shape shape, int from) {
    return TInt64.tensorOf(shape, DataBuffers.of(values, true, false).slice(from, shape.size()));
  }

  @Override
  public void write(int index, JsonGenerator json, boolean binary) {
    json.writeNumber(values[index]);
  }
}
