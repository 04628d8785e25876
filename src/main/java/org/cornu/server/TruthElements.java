package org.cornu.server;

import java.util.Arrays;
import org.cornu.graph.DType;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Truths. */
final class TruthElements implements Elements {

  private boolean[] values;
  private int size;

  TruthElements() {
    this(new boolean[FIRST_ROOM], 0);
  }

  private TruthElements(boolean[] values, int size) {
    this.values = values;
    this.size = size;
  }

  static TruthElements of(TBool tensor) {
    boolean[] values = new boolean[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asBooleans().read(values);
    return new TruthElements(values, values.length);
  }

  @Override
  public DType type() {
    return DType.BOOL;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean add(JsonParser json) {
    if (!json.currentToken().isBoolean()) {
      return false;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, Elements.room(size, 1));
    }
    values[size++] = json.getBooleanValue();
    return true;
  }

  @Override
  public void add(Elements other, int from, int to) {
    int count = to - from;
    if (size + count > values.length) {
      values = Arrays.copyOf(values, Elements.room(size, count));
    }
    System.arraycopy(((TruthElements) other).values, from, values, size, count);
    size += count;
  }

  @Override
  public TBool tensor(Shape shape, int from) {
    return TBool.tensorOf(shape, DataBuffers.of(values, true, false).slice(from, shape.size()));
  }

  @Override
  public void write(int index, JsonGenerator json, boolean binary) {
    json.writeBoolean(values[index]);
  }
}
