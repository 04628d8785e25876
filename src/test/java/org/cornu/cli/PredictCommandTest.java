package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.sigmoid;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.layers.Layer;
import org.cornu.train.Fit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;

class PredictCommandTest {

  private static final int PICTURES = 20;

  @TempDir private static Path folder;

  private static final List<String> FILES = new ArrayList<>();
  private static int[] labels;

  @BeforeAll
  static void trainAndDraw() throws IOException {
    Mnist mnist = Mnist.load();
    labels = mnist.test().classIndices();
    for (int i = 0; i < PICTURES; i++) {
      Path file = folder.resolve(i + ".png");
      ImageIO.write(picture(mnist.test().sample(i)), "png", file.toFile());
      FILES.add(file.toString());
    }
    Run run = Run.small(folder, 10_000, "train 2 --epochs 1");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void classesAreCalledByTheNamesThatTheModelWasTrainedOn() throws IOException {
    Path file = folder.resolve("named.keras");
    Mnist mnist = Mnist.load();
    List<String> names = List.of("zero", "one", "two", "3", "4", "5", "6", "7", "8", "nine");
    try (Model model =
        Sequential.of(input(28, 28, 1), flatten(), dense(10).softmax())
            .compile(adam(), categoricalCrossentropy())) {
      model.fit(mnist.train().take(500).withClassNames(names), Fit.epochs(1));
      model.save(file);
    }
    Run run = Run.of("predict", "--model", file.toString(), FILES.get(0));
    assertThat(run.out()).containsPattern("(zero|one|two|nine|[3-8]) \\(\\d+\\.\\d %\\)");
    assertThat(run.out()).doesNotContain(" 0 (", " 1 (", " 2 (", " 9 (");
  }

  @Test
  void greyPicturesOfNamedClassesAreReadAsTheirFolderIs() throws IOException {
    Path file = folder.resolve("grey.keras");
    try (Model model =
        Sequential.of(input(8, 8, 1), flatten(), dense(2).softmax())
            .compile(adam(), categoricalCrossentropy())) {
      float[] one = new float[64];
      model.fit(
          Dataset.of(one, new int[] {8, 8, 1}, new int[] {1})
              .withClassNames(List.of("dark", "bright")),
          Fit.epochs(1));
      FloatNdArray kernel = NdArrays.ofFloats(Shape.of(64, 2));
      kernel.scalars().forEachIndexed((at, value) -> value.setFloat(at[1] == 1 ? 1 : 0));
      model.setWeights(Map.of("dense/kernel", kernel, "dense/bias", NdArrays.vectorOf(32f, 0f)));
      model.save(file);
    }
    for (int grey : new int[] {30, 220}) {
      BufferedImage picture = new BufferedImage(20, 16, BufferedImage.TYPE_BYTE_GRAY);
      for (int i = 0; i < 320; i++) {
        picture.getRaster().setSample(i % 20, i / 20, 0, grey + i % 35);
      }
      Path png = folder.resolve("grey" + grey + ".png");
      ImageIO.write(picture, "png", png.toFile());
      assertThat(Run.of("predict", "--model", file.toString(), png.toString()).out())
          .contains(": " + (grey > 100 ? "bright" : "dark") + " (");
    }
  }

  @Test
  void answersAreAlmostAllRight() {
    List<String> args = new ArrayList<>(List.of("predict", "--model", model()));
    args.addAll(FILES);
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(PICTURES);
    int right = 0;
    for (int i = 0; i < PICTURES; i++) {
      assertThat(lines.get(i))
          .startsWith(FILES.get(i) + ": ")
          .matches(".*: \\d \\(\\d+\\.\\d %\\), then \\d \\(.* %\\), \\d \\(.* %\\)");
      right += lines.get(i).startsWith(FILES.get(i) + ": " + labels[i]) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(PICTURES - 3);
  }

  @Test
  void aMissingPictureIsNamed() {
    Run run = Run.of("predict", "--model", model(), folder.resolve("absent.png").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("absent.png").contains("no such file").hasLineCount(1);
  }

  @Test
  void whatIsNoPictureIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    Run run = Run.of("predict", "--model", model(), text.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("text.png").contains("PNG").hasLineCount(1);
  }

  @Test
  void aMissingModelIsNamed() {
    Run run = Run.of("predict", "--model", folder.resolve("absent").toString(), FILES.get(0));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("absent", "no such folder or file").hasLineCount(1);
  }

  static List<Arguments> models() {
    return List.of(
        arguments(3.6f, new Layer[] {dense(1), sigmoid()}, "1 (97.3 %)"),
        arguments(-3.6f, new Layer[] {dense(1), sigmoid()}, "0 (97.3 %)"),
        arguments(.3f, new Layer[] {dense(1)}, "1 (score 0.30)"),
        arguments(-2f, new Layer[] {dense(1)}, "0 (score -2.00)"),
        arguments(16.75f, new Layer[] {dense(3)}, "2 (score 33.50), then 1 (score 16.75), 0 "),
        arguments(.1f, new Layer[] {dense(2)}, "1 (score 0.10), then 0 (score 0.00)"),
        arguments(1f, new Layer[] {dense(2), sigmoid()}, "1 (73.1 %), then 0 (50.0 %)"),
        arguments(1f, new Layer[] {dense(2), softmax()}, "1 (73.1 %), then 0 (26.9 %)"),
        arguments(Float.NaN, new Layer[] {dense(2), softmax()}, "no class: the model answers NaN"));
  }

  /** Nets of input (28, 28) whose kernel is 0, and whose biases are 0, 1, 2 times a number. */
  @ParameterizedTest
  @MethodSource("models")
  void percentAreOfProbabilitiesAlone(float bias, Layer[] last, String words, @TempDir Path dir)
      throws IOException {
    List<Layer> layers = new ArrayList<>(List.of(flatten()));
    layers.addAll(List.of(last));
    Sequential net = Sequential.of(input(28, 28), layers.toArray(Layer[]::new));
    try (Model model = net.compile(sgd(0.1), meanSquaredError())) {
      int width = Math.toIntExact(net.outputShape().get(0));
      FloatNdArray biases = NdArrays.ofFloats(Shape.of(width));
      for (int i = 0; i < width; i++) {
        biases.setFloat(width == 1 ? bias : i * bias, i);
      }
      model.setWeights(
          Map.of("dense/kernel", NdArrays.ofFloats(Shape.of(784, width)), "dense/bias", biases));
      model.export(dir.resolve("net"));
      model.save(dir.resolve("net.keras"));
    }
    for (String name : List.of("net", "net.keras")) {
      Run run = Run.of("predict", "--model", dir.resolve(name).toString(), FILES.get(0));
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).startsWith(FILES.get(0) + ": " + words);
    }
  }

  @Test
  void whatShowsNothingGetsAHint() throws IOException {
    BufferedImage white = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
    fill(white, 0, 0, 40, 0x00ffffff);
    BufferedImage drawn = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
    fill(drawn, 10, 5, 8, 0xffffffff);
    BufferedImage grey = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(5, 5, 0, 7); // noise
    BufferedImage black = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
    fill(black, 10, 5, 8, 0xff000000);
    String[] args = {"predict", "--model", model(), "", "", "", ""};
    for (int i = 0; i < 4; i++) {
      Path file = folder.resolve("blank" + i + ".png");
      ImageIO.write(List.of(white, drawn, grey, black).get(i), "png", file.toFile());
      args[3 + i] = file.toString();
    }
    Run run = Run.of(args);
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("nothing to see: the picture is blank"),
            line -> assertThat(line).contains("nothing to see", "put a dark background behind it"),
            line -> assertThat(line).endsWith("nothing to see: the picture is blank"),
            line -> assertThat(line).matches(".*: \\d \\(.* %\\), then .*"));
  }

  /** Nine rows of a colour. */
  private static void fill(BufferedImage image, int x, int y, int width, int argb) {
    for (int i = 0; i < 9 * width; i++) {
      image.setRGB(x + i % width, y + i / width, argb);
    }
  }

  @Test
  void aModelOfOtherThingsIsRefused(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("m.keras");
    try (Model model = Sequential.of(input(4), dense(2)).compile(sgd(.1), meanSquaredError())) {
      model.save(file);
    }
    Run run = Run.of("predict", "--model", file.toString(), FILES.get(0));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("m.keras", "needs a model of pictures").hasLineCount(1);
  }

  private static String model() {
    return folder.resolve("models/model2").toString();
  }

  /** Enlarged eight times, black on white, with a broad margin on one side. */
  private static BufferedImage picture(float[] sample) {
    int zoom = 8;
    int margin = 60;
    BufferedImage image =
        new BufferedImage(28 * zoom + margin, 28 * zoom, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int ink = x < margin ? 0 : Math.round(255 * sample[y / zoom * 28 + (x - margin) / zoom]);
        image.getRaster().setSample(x, y, 0, 255 - ink);
      }
    }
    return image;
  }
}
