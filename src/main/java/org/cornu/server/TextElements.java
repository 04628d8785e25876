package org.cornu.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cornu.graph.DType;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TString;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Texts, or any bytes. */
final class TextElements implements Elements {

  /** The key that tells bytes in base 64 from a text. */
  static final String BINARY = "b64";

  private byte[][] values;
  private int size;

  TextElements() {
    this(new byte[FIRST_ROOM][], 0);
  }

  private TextElements(byte[][] values, int size) {
    this.values = values;
    this.size = size;
  }

  static TextElements of(TString tensor) {
    byte[][] values = new byte[Math.toIntExact(tensor.size())][];
    int next = 0;
    for (var each : tensor.asBytes().scalars()) {
      values[next++] = each.getObject();
    }
    return new TextElements(values, values.length);
  }

  @Override
  public DType type() {
    return DType.STRING;
  }

  @Override
  public int size() {
    return size;
  }

  /** A text, or {@code {"b64": "..."}}. */
  @Override
  public boolean add(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      add(json.getString().getBytes(StandardCharsets.UTF_8));
      return true;
    }
    if (json.currentToken() != JsonToken.START_OBJECT
        || !BINARY.equals(json.nextName())
        || json.nextToken() != JsonToken.VALUE_STRING) {
      return false;
    }
    add(json.getBinaryValue());
    return json.nextToken() == JsonToken.END_OBJECT;
  }

  void add(byte[] value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Elements.room(size, 1));
    }
    values[size++] = value;
  }

  @Override
  public void add(Elements other, int from, int to) {
    int count = to - from;
    if (size + count > values.length) {
      values = Arrays.copyOf(values, Elements.room(size, count));
    }
    System.arraycopy(((TextElements) other).values, from, values, size, count);
    size += count;
  }

  @Override
  public TString tensor(Shape shape, int from) {
    byte[][] some = Arrays.copyOfRange(values, from, from + Math.toIntExact(shape.size()));
    return TString.tensorOfBytes(shape, DataBuffers.ofObjects(some));
  }

  @Override
  public void write(int index, JsonGenerator json, boolean binary) {
    if (binary) {
      json.writeStartObject();
      json.writeName(BINARY);
      json.writeBinary(values[index]);
      json.writeEndObject();
    } else {
      json.writeString(new String(values[index], StandardCharsets.UTF_8));
    }
  }
}
