package org.cornu.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.cornu.server.PredictRequest.Form;
import org.cornu.serving.End;
import org.tensorflow.ndarray.Shape;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes answers as TensorFlow Serving's REST API does, in the form of their request. */
final class AnswerWriter {

  /** The end of the name of an output whose texts are bytes. */
  private static final String BINARY = "_bytes";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  private final JsonGenerator json;
  private final List<End> ends;
  private final List<Column> outputs;

  private AnswerWriter(JsonGenerator json, List<End> ends, List<Column> outputs) {
    this.json = json;
    this.ends = ends;
    this.outputs = outputs;
  }

  /**
   * Writes some samples' answers.
   *
   * @param ends what the outputs are called
   */
  static ByteBuffer write(Form form, List<End> ends, List<Column> outputs, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      AnswerWriter writer = new AnswerWriter(json, ends, outputs);
      if (form == Form.COLUMNS) {
        writer.columns(from, to);
      } else {
        writer.rows(from, to, form == Form.BARE_ROWS);
      }
      json.writeEndObject();
    }
    return ByteBuffer.wrap(out.toByteArray());
  }

  private void rows(int from, int to, boolean bare) {
    json.writeName("predictions");
    json.writeStartArray();
    for (int row = from; row < to; row++) {
      if (outputs.size() == 1) {
        value(0, row, bare);
      } else {
        json.writeStartObject();
        for (int i = 0; i < outputs.size(); i++) {
          json.writeName(ends.get(i).key());
          value(i, row, bare);
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void columns(int from, int to) {
    json.writeName("outputs");
    if (outputs.size() == 1) {
      column(0, from, to);
      return;
    }
    json.writeStartObject();
    for (int i = 0; i < outputs.size(); i++) {
      json.writeName(ends.get(i).key());
      column(i, from, to);
    }
    json.writeEndObject();
  }

  private void column(int output, int from, int to) {
    json.writeStartArray();
    for (int row = from; row < to; row++) {
      value(output, row, false);
    }
    json.writeEndArray();
  }

  /** One sample of one output; an array of one as its number, if bare. */
  private void value(int output, int row, boolean bare) {
    Column column = outputs.get(output);
    int width = column.width();
    boolean binary = ends.get(output).key().endsWith(BINARY);
    if (bare && width == 1) {
      column.elements().write(row, json, binary);
    } else {
      array(column, 0, row * width, width, binary);
    }
  }

  private void array(Column column, int axis, int from, int width, boolean binary) {
    Shape sample = column.sample();
    if (axis == sample.numDimensions()) {
      column.elements().write(from, json, binary);
      return;
    }
    json.writeStartArray();
    int size = Math.toIntExact(sample.get(axis));
    int part = size == 0 ? 0 : width / size;
    for (int i = 0; i < size; i++) {
      array(column, axis + 1, from + i * part, part, binary);
    }
    json.writeEndArray();
  }
}
