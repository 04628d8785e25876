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
final class IntElements implements Elements {

  private int[] values;
  private int size;

  IntElements() {
    this(new int[FIRST_ROOM], 0);
  }

  private IntElements(int[] values, int size) {
    this.values = values;
    this.size = size;
  }

  static IntElements of(TInt32 tensor) {
    int[] values = new int[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asInts().read(values);
    return new IntElements(values, values.length);
  }

  @Override
  public DType type() {
    return DType.INT32;
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
    values[size++] = json.getIntValue();
    return true;
  }

  @Override
  public void add(Elements other, int from, int to) {
    int count = to - from;
    if (size + count > values.length) {
      values = Arrays.copyOf(values, Elements.room(size, count));
    }
    System.arraycopy(((IntElements) other).values, from, values, size, count);
    size += count;
  }

  @Override
  public TInt32 tensor(Shape shape, int from) {
    return TInt32.tensorOf(shape, DataBuffers.of(values, true, false).slice(from, shape.size()));
  }

  @Override
  public void write(int index, JsonGenerator json, boolean binary) {
    json.writeNumber(values[index]);
  }
}
