package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.cornu.net.Net;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to harm: each is refused, and the message says what is wrong where. */
@Timeout(20)
class HostileFileTest {

  private static final Net NET = Net.chain(input(4), List.of(dense(3)));
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";

  @TempDir private static Path folder;
  private static Map<String, byte[]> good;

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("a.keras");
    KerasArchive.write(
        KerasCases.compiled(NET, sgd(), meanSquaredError()), KerasClasses.BUILT_IN, file);
    good = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        good.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
  }

  /** A way to spoil the good archive, and what is said of it. */
  private record Case(String what, Spoiling spoiling, String... said) {
    @Override
    public String toString() {
      return what;
    }
  }

  /** The content of a file. */
  private interface Spoiling {
    byte[] bytes() throws IOException;
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("empty", () -> new byte[0], "needs a .keras archive"),
        new Case("text", () -> utf8("This is no model."), "needs a .keras archive"),
        new Case("a zip's first half", () -> half(zip(good)), "no zip archive, or damaged"),
        new Case("a zip's magic alone", () -> new byte[] {'P', 'K', 3, 4}, "no zip archive"),
        new Case("no config", () -> zip(without(CONFIG)), "needs an entry config.json"),
        new Case("no weights", () -> zip(without(WEIGHTS)), "needs an entry model.weights.h5"),
        new Case(
            "a path out of it",
            () -> zip(with("../../x", new byte[1])),
            "\"../../x\"",
            "leads out"),
        new Case("a path from the root", () -> zip(with("/etc/x", new byte[1])), "\"/etc/x\""),
        new Case("a name twice", HostileFileTest::twice, "\"zzz/a\" twice"),
        new Case("many entries", HostileFileTest::manyEntries, "at most 1000 entries"),
        new Case(
            "a bomb", () -> zip(with(CONFIG, new byte[30 << 20])), "config.json: needs at most"),
        new Case("a bomb of weights", () -> zip(with(WEIGHTS, new byte[50 << 20])), "at most"),
        new Case("no JSON", () -> config("{\"a\": "), "config.json: is not valid JSON"),
        new Case("a JSON list", () -> config("[1]"), "needs a JSON object"),
        new Case("two JSON values", () -> config("{} {}"), "not valid JSON"),
        new Case("a key twice", () -> config("{\"a\": 1, \"a\": 2}"), "Duplicate", "\"a\""),
        new Case("deep JSON", () -> config("[".repeat(100_000)), "nesting depth"),
        new Case("not a number", () -> config("{\"a\": NaN}"), "not valid JSON"),
        new Case("no class", () -> config("{\"config\": {}}"), "class_name: needs a string"),
        new Case(
            "a class of code",
            () -> replaced("\"Sequential\"", "\"MyModel\""),
            "needs a Sequential or a functional model, got \"MyModel\""),
        new Case(
            "a layer that is not there",
            () -> replaced("\"Dense\"", "\"FlaxLayer\""),
            "there is no layer \"FlaxLayer\"",
            "if it is your own, give its KerasClass to load",
            "from Activation to"),
        new Case(
            "an option that is not there",
            () -> replaced("\"units\":3", "\"units\":3,\"lora_rank\":4"),
            "layers[1].config.lora_rank",
            "got 4"),
        new Case("no units", () -> replaced("\"units\":3,", ""), "units: needs a whole number"),
        new Case("units in words", () -> replaced("\"units\":3", "\"units\":\"3\""), "got \"3\""),
        new Case("a part of a unit", () -> replaced("\"units\":3", "\"units\":2.5"), "got 2.5"),
        new Case("negative units", () -> replaced("\"units\":3", "\"units\":-3"), "dense", "-3"),
        new Case(
            "enormous units",
            () -> replaced("\"units\":3", "\"units\":2147483647"),
            "needs at most 2147483647 numbers in its kernel, got (4, 2147483647)"),
        new Case(
            "more units than an int",
            () -> replaced("\"units\":3", "\"units\":99999999999"),
            "units: needs a whole number of at most 2147483647"),
        new Case("a million layers", () -> layers(1_000_000), "config.json: needs at most"),
        new Case("too many layers", () -> layers(10_001), "at most 10000 layers"),
        new Case(
            "a layer's name twice", () -> layers(2), "needs a name of its own, got \"d\" twice"),
        new Case("a false shape", () -> layers(1), "vars/0: needs shape (9, 4), has (4, 3)"),
        new Case(
            "a weight too few",
            () -> replaced("\"use_bias\":true", "\"use_bias\":false"),
            "layer \"dense\" needs 1 weights in layers/dense/vars, the file has 2 there"),
        new Case("no HDF5", () -> zip(with(WEIGHTS, utf8("weights"))), "no HDF5"),
        new Case("half of an HDF5", () -> zip(with(WEIGHTS, half(good.get(WEIGHTS)))), "a.keras"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedInWords(Case each) throws IOException {
    Files.write(file, each.spoiling.bytes());
    assertThatThrownBy(() -> ModelFile.read(file, KerasClasses.BUILT_IN))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(each.said);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  /** Made by src/test/python/generate_hostile_weights.py. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          soft_link        | is a link
          external_link    | is a link
          external_storage | layers/dense/vars
          virtual_dataset  | layers/dense/vars
          group_in_itself  | layers/dense/vars/0: is missing
          integers         | needs float32 or float64
          text             | needs shape (4, 3)
          huge             | needs shape (4, 3), has (25000000, 25000000)
          """)
  void weightsAreNotTaken(String name, String said) throws Exception {
    assertThatThrownBy(() -> WeightsFile.read(resource(name), NET))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(name, said);
  }

  @Test
  void compressedChunksAreRead() throws Exception {
    assertThat(
            WeightsFile.read(resource("compressed"), NET)
                .weights()
                .get("dense/kernel")
                .getFloat(3, 2))
        .isEqualTo(1);
  }

  /** Keras opens it too, and a run that diverged writes such files. */
  @Test
  void infiniteWeightsAreReadAsTheyAre() throws Exception {
    assertThat(WeightsFile.read(resource("infinite"), NET).weights().get("dense/kernel").scalars())
        .anyMatch(value -> value.getFloat() == Float.POSITIVE_INFINITY);
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> ModelFile.read(folder, KerasClasses.BUILT_IN))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("is a folder", "Predictor.load");
  }

  private static Path resource(String name) throws Exception {
    return Path.of(HostileFileTest.class.getResource("hostile/" + name + ".weights.h5").toURI());
  }

  private static byte[] config(String json) throws IOException {
    return zip(with(CONFIG, utf8(json)));
  }

  private static byte[] replaced(String text, String by) throws IOException {
    String json = new String(good.get(CONFIG), StandardCharsets.UTF_8);
    assertThat(json).contains(text);
    return config(json.replace(text, by));
  }

  /** Dense layers of one name; numbers between them keep the text from being a bomb. */
  private static byte[] layers(int count) throws IOException {
    StringBuilder layers = new StringBuilder();
    for (int i = 0; i < count; i++) {
      layers
          .append(i == 0 ? "" : ",")
          .append("{\"class_name\":\"Dense\",\"x\":")
          .append(i * 2654435761L)
          .append(",\"config\":{\"units\":4,\"name\":\"d\"}}");
    }
    return config(
        "{\"class_name\":\"Sequential\",\"config\":{\"name\":\"n\",\"build_input_shape\":[null,9],"
            + "\"layers\":["
            + layers
            + "]}}");
  }

  private static Map<String, byte[]> with(String name, byte[] bytes) {
    Map<String, byte[]> entries = new LinkedHashMap<>(good);
    entries.put(name, bytes);
    return entries;
  }

  private static Map<String, byte[]> without(String name) {
    Map<String, byte[]> entries = new LinkedHashMap<>(good);
    entries.remove(name);
    return entries;
  }

  /** The writer takes no name twice, so one is changed behind its back. */
  private static byte[] twice() throws IOException {
    Map<String, byte[]> entries = with("zzz/a", new byte[1]);
    entries.put("zzz/b", new byte[1]);
    byte[] bytes = zip(entries);
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    return latin.replace("zzz/b", "zzz/a").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] manyEntries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>(good);
    for (int i = 0; i < 1000; i++) {
      entries.put("assets/" + i, new byte[0]);
    }
    return zip(entries);
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
