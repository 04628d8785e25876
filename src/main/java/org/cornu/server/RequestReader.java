package org.cornu.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.server.PredictRequest.Form;
import org.cornu.serving.End;
import org.cornu.serving.LoadedModel;
import org.cornu.serving.SavedModel;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads what TensorFlow Serving's REST API calls the row format, {@code instances}, and the
 * columnar format, {@code inputs}, straight into the types of a signature.
 */
final class RequestReader {

  /** Serving takes NaN and Infinity, which JSON has not. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private static final String ROWS = "instances";
  private static final String COLUMNS = "inputs";
  private static final String SIGNATURE = "signature_name";

  private final Map<String, LoadedModel> signatures;
  private final Map<String, ArrayReader> inputs = new LinkedHashMap<>();
  private String signature;
  private Form form;

  private RequestReader(Map<String, LoadedModel> signatures, String signature) {
    this.signatures = signatures;
    this.signature = signature;
  }

  /**
   * Reads a body.
   *
   * @param signatures that the model has
   * @throws Refusal if it is no such request, or does not fit the signature
   */
  static PredictRequest read(byte[] body, Map<String, LoadedModel> signatures) {
    RequestReader reader = new RequestReader(signatures, SavedModel.SIGNATURE);
    String named;
    try {
      named = reader.read(body);
    } catch (Refusal refusal) {
      named = named(body, reader.signature);
      if (named.equals(reader.signature)) {
        throw refusal;
      }
    }
    if (!named.equals(reader.signature)) { // it stood behind what it is about
      reader = new RequestReader(signatures, named);
      reader.read(body);
    }
    return reader.request();
  }

  /** The signature that is named behind what does not fit another; that one, if none is. */
  private static String named(byte[] body, String other) {
    String named = other;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return other;
      }
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        json.nextToken();
        if (key.equals(SIGNATURE)) {
          named = name(json);
        }
        json.skipChildren();
      }
      return named;
    } catch (JacksonException | Refusal e) {
      return other; // what was told first tells more
    }
  }

  /** Gives the signature that is named. */
  private String read(byte[] body) {
    String named = signature;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw Refusal.badRequest(
            "needs a JSON object with \"instances\" or \"inputs\", got %s",
            json.currentToken() == null ? "nothing" : words(json));
      }
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        json.nextToken();
        switch (key) {
          case SIGNATURE -> {
            named = name(json);
            signature = form == null ? named : signature;
          }
          case ROWS -> rows(json);
          case COLUMNS -> columns(json);
          default -> json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw Refusal.badRequest("needs one JSON object, got %s behind it", words(json));
      }
      return named;
    } catch (JacksonException e) {
      throw Refusal.badRequest("JSON Parse error: %s", e.getOriginalMessage() + at(e));
    }
  }

  private static String at(JacksonException e) {
    return e.getLocation() == null ? "" : " at offset " + e.getLocation().getByteOffset();
  }

  private static String name(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw Refusal.badRequest("\"signature_name\" needs a text, got %s", words(json));
    }
    return json.getString().isEmpty() ? SavedModel.SIGNATURE : json.getString();
  }

  private void begin(Form next) {
    if (form != null) {
      throw Refusal.badRequest("needs either \"instances\" or \"inputs\", got both, or one twice");
    }
    form = next;
    for (End input : model().fed()) {
      inputs.put(input.key(), new ArrayReader(input));
    }
  }

  private LoadedModel model() {
    LoadedModel model = signatures.get(signature);
    if (model == null) {
      throw Refusal.badRequest(
          "the model has the signatures %s, got \"%s\"", signatures.keySet(), signature);
    }
    return model;
  }

  private void rows(JsonParser json) {
    begin(Form.ROWS);
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.badRequest(
          "\"instances\" needs an array with a value for each sample, got %s", words(json));
    }
    for (int row = 1; json.nextToken() != JsonToken.END_ARRAY; row++) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        named(json, ArrayReader::sample);
        requireAll(row);
      } else {
        only(json).sample(json);
      }
    }
  }

  private void requireAll(int rows) {
    if (inputs.values().stream().anyMatch(each -> each.rows() != rows)) {
      throw Refusal.badRequest(
          "each sample needs one value for each of the inputs %s; the one at %d has others",
          inputs.keySet(), rows - 1);
    }
  }

  private void columns(JsonParser json) {
    begin(Form.COLUMNS);
    if (json.currentToken() == JsonToken.START_OBJECT) {
      named(json, ArrayReader::samples);
    } else {
      only(json).samples(json);
    }
  }

  /** Reads a value for each input, or the bytes of the only one. */
  private void named(JsonParser json, Reading reading) {
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      ArrayReader input = inputs.get(key);
      if (input == null && key.equals(TextElements.BINARY)) {
        json.nextToken();
        only(json).binary(json);
        return;
      }
      if (input == null) {
        throw Refusal.badRequest("the model has the inputs %s, got \"%s\"", inputs.keySet(), key);
      }
      json.nextToken();
      reading.of(input, json);
    }
  }

  /** How the value of an input is read. */
  @FunctionalInterface
  private interface Reading {

    void of(ArrayReader input, JsonParser json);
  }

  private ArrayReader only(JsonParser json) {
    if (inputs.size() != 1) {
      throw Refusal.badRequest(
          "needs an object with a value for each of the inputs %s, got %s",
          inputs.keySet(), words(json));
    }
    return inputs.values().iterator().next();
  }

  private PredictRequest request() {
    if (form == null) {
      throw Refusal.badRequest("needs \"instances\" or \"inputs\" in the JSON object, got neither");
    }
    List<Column> columns = new ArrayList<>();
    boolean bare = form == Form.ROWS;
    for (ArrayReader input : inputs.values()) {
      columns.add(input.column());
      bare &= input.bare();
    }
    int rows = columns.get(0).rows();
    if (rows == 0) {
      throw Refusal.badRequest("needs one sample or more, got none");
    }
    if (columns.stream().anyMatch(each -> each.rows() != rows)) {
      throw Refusal.badRequest(
          "needs as many samples of each of the inputs %s, got %s",
          inputs.keySet(), columns.stream().map(Column::rows).toList());
    }
    return new PredictRequest(signature, bare ? Form.BARE_ROWS : form, columns);
  }

  /** What a parser stands at, for a message. */
  static String words(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + number(json.getString());
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }

  private static String number(String text) {
    return text.length() > 30 ? text.substring(0, 30) + "..." : text;
  }
}
