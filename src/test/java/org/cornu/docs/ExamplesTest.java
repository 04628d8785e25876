package org.cornu.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.testing.IdxFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in {@code examples} run, and what they print shows that they learnt. */
class ExamplesTest {

  private static final Path EXAMPLES = Path.of("examples");
  private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+");

  @TempDir private Path dir;

  @Test
  void theyRunAndLearn() throws Exception {
    Path classes = Files.createDirectory(dir.resolve("classes"));
    Path folder = Files.createDirectory(dir.resolve("folder"));
    clothes(folder);
    Map<String, String> printed =
        Programs.compile(classes, sources(), "-Xlint:all,-processing,-classfile", "-Werror")
            .run(
                folder,
                List.of(
                    List.of("FashionMnist", ".", "2"),
                    List.of("PictureFolder"),
                    List.of("TableWithGaps"),
                    List.of("Regression"),
                    List.of("Autoencoder"),
                    List.of("Twins"),
                    List.of("UNet"),
                    List.of("Transfer"),
                    List.of("OwnLoop"),
                    List.of("PlainServer")));

    assertThat(sources()).hasSize(printed.size());
    assertThat(number(printed, "FashionMnist", "test accuracy")).isGreaterThan(0.5);
    assertThat(folder.resolve("fashion.keras")).isNotEmptyFile();
    assertThat(number(printed, "PictureFolder", "accuracy on new pictures")).isGreaterThan(0.8);
    assertThat(number(printed, "TableWithGaps", "area under the curve")).isGreaterThan(0.8);
    assertThat(numbers(printed, "Regression", "after").get(1)).isGreaterThan(0.9);
    List<Double> errors = numbers(printed, "Autoencoder", "mean squared error");
    assertThat(errors.get(0)).isLessThan(errors.get(1) / 4);
    assertThat(number(printed, "Twins", "right about")).isGreaterThan(0.7);
    assertThat(number(printed, "UNet", "overlap")).isGreaterThan(0.6);
    List<Double> ways = numbers(printed, "Transfer", "accuracy with");
    assertThat(ways.get(0)).isGreaterThan(0.75);
    List<Double> made = numbers(printed, "OwnLoop", "step 600");
    assertThat(made.get(0)).isBetween(2.3, 3.7);
    assertThat(printed.get("PlainServer")).containsPattern("right about (1[4-9]|20) of 20");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** The first number of a line. */
  private static double number(Map<String, String> printed, String program, String line) {
    return numbers(printed, program, line).get(0);
  }

  private static List<Double> numbers(Map<String, String> printed, String program, String line) {
    String found =
        printed.get(program).lines().filter(it -> it.startsWith(line)).findFirst().orElse("");
    assertThat(found).as("a line \"%s\" of %s", line, printed.get(program)).isNotEmpty();
    return NUMBER.matcher(found).results().map(MatchResult::group).map(Double::valueOf).toList();
  }

  /** Digits in place of clothes, as Fashion-MNIST is not in the repository. */
  private static void clothes(Path folder) throws IOException {
    Mnist digits = Mnist.load();
    write(folder, "train", digits.train().take(1500));
    write(folder, "t10k", digits.test().take(300));
  }

  private static void write(Path folder, String name, Dataset digits) throws IOException {
    int count = digits.size();
    byte[] pixels = new byte[count * 784];
    digits.features(IntStream.range(0, count).toArray(), 0, count, ByteBuffer.wrap(pixels));
    int[] kinds = digits.classIndices();
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) kinds[i];
    }
    IdxFile.write(folder.resolve(name + "-images-idx3-ubyte"), pixels, count, 28, 28);
    IdxFile.write(folder.resolve(name + "-labels-idx1-ubyte"), labels, count);
  }
}
