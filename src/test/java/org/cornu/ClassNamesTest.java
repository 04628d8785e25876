package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.cornu.data.Dataset;
import org.cornu.data.ImageFolder;
import org.cornu.train.Fit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the number of a class means goes with the model, and is the same in all its data. */
class ClassNamesTest {

  private static final List<String> CLASSES = List.of("a", "b", "größe c");
  private static final Fit FIT = Fit.epochs(30).batchSize(8);

  @TempDir private Path folder;
  private Dataset train;
  private Path lacking;

  /** Pictures of one grey each: class i is as light as i. */
  @BeforeEach
  void drawPictures() throws IOException {
    Path all = folder.resolve("all");
    lacking = folder.resolve("lacking");
    for (int i = 0; i < CLASSES.size(); i++) {
      draw(all.resolve(CLASSES.get(i)), i);
      if (i != 1) {
        draw(lacking.resolve(CLASSES.get(i)), i);
      }
    }
    train = ImageFolder.load(all, 2, 2, 1);
  }

  private static void draw(Path folder, int lightness) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < 8; i++) {
      BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setSamples(0, 0, 2, 2, 0, new int[] {0, 1, 2, 3});
      for (int pixel = 0; pixel < 4; pixel++) {
        picture.getRaster().setSample(pixel % 2, pixel / 2, 0, 120 * lightness + i);
      }
      ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
    }
  }

  private static Model compile() {
    return Sequential.of(input(2, 2, 1), flatten(), dense(16).relu(), dense(3).softmax())
        .seed(7)
        .compile(adam(0.02), categoricalCrossentropy(), accuracy());
  }

  @Test
  void dataThatLackAClassAreRefusedUntilNumberedAlike() {
    try (Model model = compile()) {
      model.fit(train, FIT);
      assertThat(model.classNames()).isEqualTo(CLASSES);
      Dataset loaded = ImageFolder.load(lacking, 2, 2, 1);
      Dataset streamed = ImageFolder.stream(lacking, 2, 2, 1);
      for (Dataset test : List.of(loaded, streamed)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> model.evaluate(test))
            .withMessageContainingAll("evaluate", CLASSES.toString(), "[a, größe c]", "relabelled");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> model.fit(test, FIT))
            .withMessageContainingAll("fit", CLASSES.toString(), "relabelled");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> model.predictions(test))
            .withMessageContainingAll("predictions", CLASSES.toString(), "relabelled");
        Dataset alike = test.relabelled(model.classNames());
        assertThat(alike.classIndices()).containsOnly(0, 2);
        assertThat(model.evaluate(alike).accuracy()).isEqualTo(1);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> model.fit(train, FIT.validationData(test)))
            .withMessageContainingAll("validation", "relabelled");
      }
    }
  }

  @Test
  void namesGoWithTheModelIntoEachFile() throws IOException {
    Path file = folder.resolve("model.keras");
    Path exported = folder.resolve("exported");
    Path again = folder.resolve("again");
    try (Model model = compile()) {
      model.fit(train, Fit.epochs(1));
      model.recompile(adam(), categoricalCrossentropy());
      model.save(file);
      model.export(exported);
    }
    assertThat(exported.resolve("assets/labels.txt")).hasContent(String.join("\n", CLASSES));
    try (Model loaded = Model.load(file);
        Predictor fromFile = Predictor.load(file);
        Predictor fromFolder = Predictor.load(exported)) {
      assertThat(loaded.classNames()).isEqualTo(CLASSES);
      assertThat(fromFile.classNames()).isEqualTo(CLASSES);
      assertThat(fromFolder.classNames()).isEqualTo(CLASSES);
      Dataset test = ImageFolder.load(lacking, 2, 2, 1);
      assertThatThrownBy(() -> loaded.evaluate(test)).hasMessageContaining("relabelled");
      assertThatThrownBy(() -> fromFolder.predictions(test)).hasMessageContaining("relabelled");
      loaded.export(again);
    }
    try (Model defined =
        Sequential.load(file).compile(adam(), categoricalCrossentropy(), accuracy())) {
      defined.loadWeights(file);
      assertThat(defined.classNames()).isEqualTo(CLASSES);
    }
    assertThat(again.resolve("assets/labels.txt")).exists();
  }

  @Test
  void aCheckpointHasThemToo() throws IOException {
    Path file = folder.resolve("backup.keras");
    try (Model model = compile()) {
      model.fit(train, Fit.epochs(1).callbacks(backupAndRestore(file).keepCheckpoint()));
    }
    try (Predictor predictor = Predictor.load(file)) {
      assertThat(predictor.classNames()).isEqualTo(CLASSES);
    }
  }

  @Test
  void numbersHaveNoNames() throws IOException {
    Dataset numbered = Dataset.of(new float[] {0, 1}, new int[] {1}, new int[] {0, 1});
    Path exported = folder.resolve("exported");
    try (Model model =
        Sequential.of(input(1), dense(2).softmax()).compile(adam(), categoricalCrossentropy())) {
      model.fit(numbered, Fit.epochs(1));
      assertThat(model.classNames()).isEmpty();
      model.export(exported);
      model.fit(numbered.withClassNames(List.of("no", "yes")), Fit.epochs(1));
      assertThat(model.classNames()).containsExactly("no", "yes");
      assertThat(model.evaluate(numbered).samples()).isEqualTo(2);
    }
    assertThat(exported.resolve("assets/labels.txt")).doesNotExist();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered.relabelled(List.of("a")))
        .withMessageContaining("withClassNames");
  }

  @Test
  void labelsOfOthersSayNothingAndHinderNothing() throws IOException {
    Path exported = folder.resolve("exported");
    try (Model model = compile()) {
      model.export(exported);
    }
    Path labels = exported.resolve("assets/labels.txt");
    Files.createDirectories(labels.getParent());
    for (byte[] bytes : List.of(new byte[] {(byte) 0xe4, '\n'}, "a\nb\nc\nd\n".getBytes())) {
      Files.write(labels, bytes);
      try (Predictor predictor = Predictor.load(exported)) {
        assertThat(predictor.classNames()).isEmpty();
      }
    }
  }

  @Test
  void aNameHasOneLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train.withClassNames(List.of("a", "b\nc", "d")))
        .withMessageContaining("one line");
  }

  @Test
  void aFitThatFailsBeforeItsFirstStepNamesNothing() {
    Fit failing =
        FIT.callbacks(
            lambdaCallback()
                .onTrainBegin(
                    training -> {
                      throw new IllegalStateException("no");
                    }));
    try (Model model = compile()) {
      assertThatThrownBy(() -> model.fit(train, failing)).hasMessage("no");
      assertThat(model.classNames()).isEmpty();
    }
  }

  @Test
  void aClassThatIsNotAmongTheOthersIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train.relabelled(List.of("a", "b")))
        .withMessageContainingAll("größe c", "[a, b]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train.relabelled(List.of("a", "b", "b")))
        .withMessageContaining("once");
  }
}
