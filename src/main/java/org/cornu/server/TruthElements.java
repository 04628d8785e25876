package org.cornu.server;

import java.util.Arrays;
import org.cornu.graph.DType;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Truths. */
final class TruthElements extends Elements<boolean[]> {

  TruthElements() {
    this(new boolean[FIRST_ROOM], 0);
  }

  private TruthElements(boolean[] values, int size) {
    super(values, size);
  }

  static TruthElements of(TBool tensor) {
    boolean[] values = new boolean[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asBooleans().read(values);
    return new TruthElements(values, values.length);
  }

  @Override
  DType type() {
    return DType.BOOL;
  }

  @Override
  boolean add(JsonParser json) {
    if (!json.currentToken().isBoolean()) {
      return false;
    }
    boolean value = json.getBooleanValue();
    int at = next();
    values()[at] = value;
    return true;
  }

  @Override
  boolean[] copy(boolean[] array, int length) {
    return Arrays.copyOf(array, length);
  }

  @Override
  TBool tensor(Shape shape, int from) {
    return TBool.tensorOf(shape, DataBuffers.of(values(), true, false).slice(from, shape.size()));
  }

  @Override
  void write(int index, JsonGenerator json, boolean binary) {
    json.writeBoolean(values()[index]);
  }
}
