package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.cornu.Predictor;
import org.cornu.data.Dataset;
import org.cornu.data.PictureInput;
import org.cornu.testing.Log;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** TensorFlow Serving's REST API, as its documents describe it. */
class ModelServerTest {

  @TempDir static Path folder;

  private static Served served;

  @BeforeAll
  static void start() throws IOException {
    TestModels.halfPlus(2, folder.resolve("half_plus_two/123"));
    TestModels.types(folder.resolve("types"));
    TestModels.pictures(folder.resolve("pictures.keras"));
    Files.writeString(folder.resolve("broken.keras"), "PK no zip");
    Files.writeString(folder.resolve("notes.txt"), "no model");
    try (Log log = new Log()) {
      served = Served.start(folder, Served.ANYWHERE);
      assertThat(log.lines()).anyMatch(line -> line.startsWith("broken version 1 is not served: "));
    }
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"instances\": [1.0, 2.0, 5.0]} | {\"predictions\":[2.5,3.0,4.5]}",
        "{\"instances\": [1, 2, 5]} | {\"predictions\":[2.5,3.0,4.5]}",
        "{\"instances\": [{\"x\": 1.0}, {\"x\": 2.0}]} | {\"predictions\":[2.5,3.0]}",
        "{\"inputs\": [1.0, 2.0, 5.0]} | {\"outputs\":[2.5,3.0,4.5]}",
        "{\"inputs\": {\"x\": [1.0, 2.0]}} | {\"outputs\":[2.5,3.0]}",
        "{\"signature_name\": \"negative\", \"instances\": [1.5]} | {\"predictions\":[-1.5]}",
        "{\"instances\": [1.5], \"signature_name\": \"negative\"} | {\"predictions\":[-1.5]}",
        "{\"signature_name\": \"\", \"instances\": [1]} | {\"predictions\":[2.5]}",
        "{\"signature_name\": \"both\", \"instances\": [1]} |"
            + " {\"predictions\":[{\"y\":2.5,\"z\":-1.0}]}",
        "{\"signature_name\": \"both\", \"inputs\": [1]} |"
            + " {\"outputs\":{\"y\":[2.5],\"z\":[-1.0]}}",
        "{\"instances\": [NaN, Infinity, -Infinity]} | {\"predictions\":[NaN,Infinity,-Infinity]}",
        "{\"other\": {\"a\": [[]]}, \"instances\": [1]} | {\"predictions\":[2.5]}",
      })
  void rowsAndColumnsAreAnsweredInTheirForm(String asked, String answer) {
    assertThat(served.predict("half_plus_two", asked)).isEqualTo(new Served.Answer(200, answer));
    assertThat(served.predict("half_plus_two/versions/123", asked).body()).isEqualTo(answer);
  }

  @Test
  void everyTypeGoesInAndOut() {
    String sample =
        "{\"float32\": 0.1, \"int32\": -7, \"int64\": 9007199254740993, \"uint8\": 255,"
            + " \"bool\": true, \"string\": {\"b64\": \"4pi6\"}}";
    JsonNode row =
        served.predict("types", "{\"instances\": [" + sample + "]}").json().at("/predictions/0");
    assertThat(row.get("float32_out").floatValue()).isEqualTo(0.1f);
    assertThat(row.get("int32_out").intValue()).isEqualTo(-7);
    assertThat(row.get("int64_out").longValue()).isEqualTo(9007199254740993L);
    assertThat(row.get("uint8_out").intValue()).isEqualTo(255);
    assertThat(row.get("bool_out").booleanValue()).isTrue();
    assertThat(row.get("string_out").asString()).isEqualTo("☺");
    assertThat(row.get("string_bytes").get("b64").asString()).isEqualTo("4pi6");
    assertThat(
            served
                .predict(
                    "types",
                    "{\"signature_name\":\"length\",\"instances\":[{\"b64\":\"4pi6\"},\"ab\"]}")
                .body())
        .isEqualTo("{\"predictions\":[3,2]}");
    assertThat(
            served
                .predict("types", "{\"instances\":[\"ab\"],\"signature_name\":\"length\"}")
                .body())
        .isEqualTo("{\"predictions\":[2]}");
  }

  @Test
  void statesAreToldAsServingTellsThem() {
    JsonNode state = served.get("/v1/models/half_plus_two").json().at("/model_version_status/0");
    assertThat(state.toString())
        .isEqualTo(
            "{\"version\":\"123\",\"state\":\"AVAILABLE\",\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}}");
    assertThat(
            served
                .get("/v1/models/half_plus_two/versions/123")
                .json()
                .at("/model_version_status/0"))
        .isEqualTo(state);
    JsonNode broken = served.get("/v1/models/broken").json().at("/model_version_status/0");
    assertThat(broken.get("state").asString()).isEqualTo("END");
    assertThat(broken.at("/status/error_code").asString()).isEqualTo("UNKNOWN");
    assertThat(broken.at("/status/error_message").asString()).contains("broken.keras");
  }

  @Test
  void metadataAreToldAsServingTellsThem() {
    JsonNode told = served.get("/v1/models/half_plus_two/metadata").json();
    assertThat(told.get("model_spec").toString())
        .isEqualTo("{\"name\":\"half_plus_two\",\"signature_name\":\"\",\"version\":\"123\"}");
    JsonNode x = told.at("/metadata/signature_def/signature_def/serving_default/inputs/x");
    assertThat(x.get("dtype").asString()).isEqualTo("DT_FLOAT");
    assertThat(x.get("tensor_shape").toString())
        .isEqualTo("{\"dim\":[{\"size\":\"-1\",\"name\":\"\"}],\"unknown_rank\":false}");
    assertThat(x.get("name").asString()).endsWith(":0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/models/none | 404 | Could not find any versions of model none",
        "/v1/models/half_plus_two/versions/7 | 404 | Could not find version 7 of model"
            + " half_plus_two",
        "/v1/models/none/metadata | 404 | Servable not found for request: Latest(none)",
        "/v1/models/half_plus_two:predict | 400 | Malformed request: GET"
            + " /v1/models/half_plus_two:predict",
        "/v1/models/half_plus_two:classify | 501 | needs :predict, got :classify",
        "/v1/models/half_plus_two/versions/x | 400 | Malformed request",
        "/v1/models/..%2F..%2Fetc%2Fpasswd | 400 | Ambiguous",
        "/v1/models/%2e%2e/%2e%2e/etc/passwd | 4 | ",
        "/nothing | 404 | Not Found",
      })
  void whatIsNotThereIsTold(String path, String status, String error) {
    Served.Answer answer = served.get(path);
    assertThat(Integer.toString(answer.status())).startsWith(status);
    assertThat(answer.error()).contains(error == null ? "" : error);
  }

  @Test
  void aModelThatIsNotThereCannotBeAsked() {
    assertThat(served.predict("none", "{}"))
        .isEqualTo(
            new Served.Answer(404, "{\"error\":\"Servable not found for request: Latest(none)\"}"));
    assertThat(served.predict("broken", "{}").status()).isEqualTo(404);
    assertThat(served.predict("half_plus_two/versions/7", "{}").error())
        .isEqualTo("Servable not found for request: Specific(half_plus_two, 7)");
  }

  @Test
  void modelsAreListed() {
    JsonNode list = served.get("/v1/models").json();
    assertThat(list.findValuesAsString("name"))
        .containsExactly("broken", "half_plus_two", "pictures", "types");
    JsonNode pictures = list.get(2).at("/versions/0");
    assertThat(pictures.get("parameters").intValue()).isEqualTo(2 * 9 + 2 + 6 * 6 * 2 * 3 + 3);
    assertThat(pictures.get("bytes").longValue()).isPositive();
    assertThat(pictures.at("/signatures/serving_default/inputs/input").toString())
        .isEqualTo("{\"dtype\":\"float32\",\"shape\":[8,8,1]}");
    assertThat(list.get(0).at("/versions/0/error").asString()).contains("broken.keras");
  }

  @Test
  void answersAreThoseOfPredictor() throws IOException {
    try (Predictor predictor = Predictor.load(folder.resolve("pictures.keras"))) {
      float[] sample = new float[64];
      for (int i = 0; i < sample.length; i++) {
        sample[i] = (float) Math.sin(i);
      }
      StringBuilder rows = new StringBuilder();
      for (int y = 0; y < 8; y++) {
        rows.append(y == 0 ? "[" : ",[");
        for (int x = 0; x < 8; x++) {
          rows.append(x == 0 ? "[" : ",[").append(sample[y * 8 + x]).append("]");
        }
        rows.append("]");
      }
      Served.Answer answer = served.predict("pictures", "{\"instances\": [[" + rows + "]]}");
      assertThat(floats(answer)).containsExactly(predictor.predict(sample));
    }
  }

  @Test
  void aPictureIsReadAsPredictReadsIt() throws IOException {
    BufferedImage drawn = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = drawn.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 40, 30);
    pen.setColor(Color.BLACK);
    pen.fillRect(18, 5, 4, 20);
    pen.dispose();
    byte[] pixels = PictureInput.of(8, 8, 1).pixels(drawn, java.util.List.of());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(drawn, "png", png);
    try (Predictor predictor = Predictor.load(folder.resolve("pictures.keras"))) {
      assertThat(floats(post("pictures", "image/png", png.toByteArray())))
          .containsExactly(predictor.predict(Dataset.of(pixels, new int[] {8, 8, 1}))[0]);
    }
    assertThat(post("pictures", "image/png", new byte[] {1, 2}).error())
        .contains("needed a PNG, JPEG, GIF or BMP");
    assertThat(post("half_plus_two", "image/png", png.toByteArray()).error())
        .contains("needs a model of pictures");
    assertThat(post("types", "image/png", png.toByteArray()).error())
        .contains("needs a model of one input");
    byte[] half = Arrays.copyOf(png.toByteArray(), png.size() / 2);
    assertThat(post("pictures", "image/png", half).status()).isEqualTo(400);
  }

  private static Served.Answer post(String model, String type, byte[] body) {
    return served
        .send(
            HttpRequest.newBuilder(served.uri().resolve("/v1/models/" + model + ":predict"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build())
        .join();
  }

  private static float[] floats(Served.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode row = answer.json().at("/predictions/0");
    float[] values = new float[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i).floatValue();
    }
    return values;
  }

  @Test
  void healthAndMetricsAreTold() {
    assertThat(served.get("/healthz").status()).isEqualTo(200);
    assertThat(served.get("/readyz").status()).isEqualTo(200);
    double before = served.metric("cornu_requests_total{code=\"200\",model=\"half_plus_two\"}");
    served.predict("half_plus_two", "{\"instances\": [1, 2]}");
    assertThat(served.metric("cornu_requests_total{code=\"200\",model=\"half_plus_two\"}"))
        .isEqualTo(before + 1);
    assertThat(served.metric("cornu_model_versions{model=\"broken\",state=\"END\",version=\"1\"}"))
        .isEqualTo(1);
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ModelServer.start(folder.resolve("none"), Served.ANYWHERE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no such folder");
  }

  @Test
  void aSingleModelIsServedByItsName() throws IOException {
    try (Served one = Served.start(folder.resolve("half_plus_two"), Served.ANYWHERE)) {
      assertThat(one.predict("half_plus_two", "{\"instances\": [1]}").body())
          .isEqualTo("{\"predictions\":[2.5]}");
    }
    try (Served one = Served.start(folder.resolve("pictures.keras"), Served.ANYWHERE)) {
      assertThat(one.get("/v1/models/pictures").status()).isEqualTo(200);
    }
  }
}
