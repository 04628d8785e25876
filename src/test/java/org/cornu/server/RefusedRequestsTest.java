package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that do not fit the model are told what it needs. */
class RefusedRequestsTest {

  @TempDir static Path folder;

  private static Served served;

  @BeforeAll
  static void start() throws IOException {
    TestModels.halfPlus(2, folder.resolve("half_plus_two"));
    TestModels.types(folder.resolve("types"));
    TestModels.pictures(folder.resolve("pictures.keras"));
    TestModels.halves(folder.resolve("halves"));
    TestModels.lookup(folder.resolve("lookup"));
    served = Served.start(folder, Served.ANYWHERE);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "half_plus_two | | needs a JSON object with \"instances\" or \"inputs\", got nothing",
        "half_plus_two | [1.0] | needs a JSON object with \"instances\" or \"inputs\", got an"
            + " array",
        "half_plus_two | {\"instances\": [1.0, } | JSON Parse error: ",
        "half_plus_two | {\"instances\": [1.0] | JSON Parse error: ",
        "half_plus_two | {\"instances\": [1]} 7 | needs one JSON object, got the number 7 behind"
            + " it",
        "half_plus_two | {} | needs \"instances\" or \"inputs\" in the JSON object, got neither",
        "half_plus_two | {\"instances\": [1], \"inputs\": [1]} | either \"instances\" or"
            + " \"inputs\"",
        "half_plus_two | {\"instances\": []} | needs one sample or more, got none",
        "half_plus_two | {\"instances\": 1} | \"instances\" needs an array",
        "half_plus_two | {\"instances\": [\"a\"]} | input \"x\" needs float32, got a text",
        "half_plus_two | {\"instances\": [null]} | input \"x\" needs float32, got null",
        "half_plus_two | {\"instances\": [[1]]} | needs samples of shape (), got an array",
        "half_plus_two | {\"instances\": [{\"y\": 1}]} | has the inputs [x], got \"y\"",
        "half_plus_two | {\"instances\": [{}]} | one value for each of the inputs [x]",
        "half_plus_two | {\"instances\": [{\"x\": 1, \"x\": 2}]} | one value for each of the inputs"
            + " [x]",
        "half_plus_two | {\"instances\": [{\"b64\": \"AA==\"}]} | needs float32 of shape ()",
        "half_plus_two | {\"signature_name\": \"a\", \"instances\": [1]} | got \"a\"",
        "half_plus_two | {\"signature_name\": 1, \"instances\": [1]} | needs a text",
        "pictures | {\"instances\": [[1, 2], [3]]} | arrays have",
        "pictures | {\"instances\": [[[[1]]]]} | needs samples of shape (8, 8, 1), got (1, 1, 1)",
        "pictures | {\"instances\": [[[1]]]} | needs samples of shape (8, 8, 1), got (1, 1)",
        "pictures | {\"instances\": [[[[[1]]]]]} | an array with more axes",
        "pictures | {\"instances\": [[1, [2]]]} | values beside arrays",
        "halves | {\"instances\": [1, []]} | shape (1,), got one with values beside arrays",
        "halves | {\"instances\": [[], 1]} | shape (1,), got one with values beside arrays",
        "halves | {\"instances\": [1, [2]]} | values beside arrays",
        "halves | {\"instances\": [[]]} | shape (1,), got (0,)",
        "lookup | {\"instances\": [7]} | indices[0] = 7 is not in [0, 3)",
        "types | {\"instances\": [1]} | a value for each of the inputs",
      })
  void whatDoesNotFitIsToldIn400(String model, String asked, String error) {
    Served.Answer answer = served.predict(model, asked == null ? "" : asked);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(error.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int32 | 1.5",
        "int32 | 3000000000",
        "uint8 | 256",
        "uint8 | -1",
        "bool | 1",
        "string | 7",
        "string | {\"b64\": 7}",
        "string | {\"b64\": \"!\"}",
        "float32 | true",
      })
  void aValueOfAnotherTypeIsRefused(String input, String value) {
    String all =
        "{\"float32\": 1, \"int32\": 1, \"int64\": 1, \"uint8\": 1, \"bool\": true, \"string\":"
            + " \"a\"}";
    String sample = all.replaceAll("\"" + input + "\": [^,}]+", "\"" + input + "\": " + value);
    assertThat(served.predict("types", "{\"instances\": [" + all + "]}").status()).isEqualTo(200);
    assertThat(served.predict("types", "{\"instances\": [" + sample + "]}").status())
        .isEqualTo(400);
  }
}
