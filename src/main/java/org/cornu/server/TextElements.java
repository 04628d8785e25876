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
final class TextElements extends Elements<byte[][]> {

  /** The key that tells bytes in base 64 from a text. */
  static final String BINARY = "b64";

  TextElements() {
    this(new byte[FIRST_ROOM][], 0);
  }

  private TextElements(byte[][] values, int size) {
    super(values, size);
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
  DType type() {
    return DType.STRING;
  }

  /** A text, or {@code {"b64": "..."}}. */
  @Override
  boolean add(JsonParser json) {
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
    int at = next();
    values()[at] = value;
  }

  @Override
  byte[][] copy(byte[][] array, int length) {
    return Arrays.copyOf(array, length);
  }

  @Override
  TString tensor(Shape shape, int from) {
    byte[][] some = Arrays.copyOfRange(values(), from, from + Math.toIntExact(shape.size()));
    return TString.tensorOfBytes(shape, DataBuffers.ofObjects(some));
  }

  @Override
  void write(int index, JsonGenerator json, boolean binary) {
    if (binary) {
      json.writeStartObject();
      json.writeName(BINARY);
      json.writeBinary(values()[index]);
      json.writeEndObject();
    } else {
      json.writeString(new String(values()[index], StandardCharsets.UTF_8));
    }
  }
}
