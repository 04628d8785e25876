package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.serving.SavedModel;
import org.cornu.testing.Needs;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Python's TensorFlow and Keras load the exports of the five CNNs and answer alike. */
@Tag("python")
class SavedModelInPythonTest {

  private static final Path SCRIPT = Path.of("src/test/python/check_saved_model.py");
  private static final int IMAGES = 1000;

  @TempDir private Path folder;

  static List<Sequential> nets() {
    return MnistCnns.all();
  }

  @ParameterizedTest
  @MethodSource("nets")
  void givesTheSameProbabilities(Sequential net) throws Exception {
    Path python = Needs.python();
    Mnist mnist = Mnist.load();
    Dataset images = mnist.test().take(IMAGES);
    Path model = folder.resolve("net");
    float[][] rows;
    try (Model trained = net.seed(1).compile(adam(), categoricalCrossentropy())) {
      trained.fit(mnist.train().take(512), Fit.epochs(1).batchSize(128));
      trained.export(model);
      rows = trained.predict(images);
    }
    JsonNode answers = ask(python, model, images);
    for (String way : List.of("saved_model", "tfsm_layer")) {
      JsonNode data = answers.get(way).get("data");
      assertThat(data.size()).as(way).isEqualTo(IMAGES * 10);
      for (int i = 0; i < data.size(); i++) {
        assertThat(data.get(i).doubleValue())
            .as("%s, image %d, class %d", way, i / 10, i % 10)
            .isCloseTo(rows[i / 10][i % 10], within(1e-5));
      }
    }
  }

  private JsonNode ask(Path python, Path model, Dataset images) throws Exception {
    Path file = write(images);
    Path answers = folder.resolve("answers.json");
    Path log = folder.resolve("log.txt");
    List<String> command =
        new ArrayList<>(List.of(python.toString(), SCRIPT.toString(), model.toString()));
    command.addAll(List.of(file.toString(), "--shape", IMAGES + ",28,28,1"));
    command.addAll(List.of("--input", SavedModel.INPUT, "--output", SavedModel.OUTPUT));
    command.addAll(List.of("--out", answers.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the script ends").isTrue();
    assertThat(process.exitValue()).as(() -> lines(log)).isZero();
    return JsonMapper.shared().readTree(Files.readString(answers));
  }

  private static String lines(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no output: " + e;
    }
  }

  private Path write(Dataset images) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(IMAGES * 28 * 28 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < IMAGES; i++) {
      for (float pixel : images.sample(i)) {
        bytes.putFloat(pixel);
      }
    }
    return Files.write(folder.resolve("images.f32"), bytes.array());
  }
}
