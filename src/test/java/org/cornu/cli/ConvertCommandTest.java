package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.goldens.Tensors;
import org.cornu.optimizers.OptimizerState;
import org.cornu.saving.KerasArchive;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.ModelFile;
import org.cornu.saving.TrainingProgress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertCommandTest {

  @TempDir private static Path folder;

  private static Path trained;
  private static float[][] answers;
  private static Dataset images;

  @BeforeAll
  static void train() throws IOException {
    images = Mnist.load().test().take(10);
    assertThat(Run.small(folder, 500, "train 1 --epochs 1").err()).isEmpty();
    trained = folder.resolve("models/model1.keras");
    try (Model model = Model.load(trained)) {
      answers = model.predict(images);
    }
  }

  @Test
  void anArchiveKeepsTheTraining() throws IOException {
    Run run = convert(trained, "copy.keras");
    assertThat(run.out()).contains("copy.keras: 6 layers, 46,922 parameters").hasLineCount(1);
    try (Model copy = Model.load(folder.resolve("copy.keras"));
        Model model = Model.load(trained)) {
      assertThat(copy.predict(images)).isDeepEqualTo(answers);
      assertThat(copy.weights()).isEqualTo(model.weights());
    }
  }

  @Test
  void aSavedModelAnswersAlike() throws IOException {
    Run run = convert(trained, "served");
    assertThat(run.out()).contains("left out: optimizer, loss and metrics");
    try (Predictor served = Predictor.load(folder.resolve("served"))) {
      assertAnswers(served);
    }
  }

  @Test
  void weightsComeBackByALikeModelAndTheOptimizerToo() throws IOException {
    assertThat(convert(trained, "w.weights.h5").out()).contains("left out: layers, loss");
    Path weights = folder.resolve("w.weights.h5");
    Run run = convert(weights, "again.keras", "--like", trained.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).hasLineCount(1);
    assertThat(read("again.keras").weights()).isEqualTo(read("models/model1.keras").weights());
    assertThat(read("again.keras").compiled()).isEqualTo(read("models/model1.keras").compiled());
  }

  @Test
  void aLikeModelThatWasNotCompiledLosesTheOptimizerAloud() throws IOException {
    convert(trained, "w.weights.h5");
    KerasModel whole = read("models/model1.keras");
    KerasModel layers =
        new KerasModel(
            whole.name(),
            whole.net(),
            whole.weights(),
            Optional.empty(),
            Optional.empty(),
            TrainingProgress.NONE);
    Path like = folder.resolve("layers.keras");
    KerasArchive.write(layers, KerasClasses.BUILT_IN, like);
    Run run = convert(folder.resolve("w.weights.h5"), "liked.keras", "--like", like.toString());
    assertThat(run.out()).containsPattern("left out: what .* may hold of an optimizer");
    assertThat(read("liked.keras").weights()).isEqualTo(whole.weights());
  }

  @Test
  void whatHasLayersNeedsNoLikeModel() {
    Run run = convert(trained, "x.keras", "--like", trained.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--like is for weights", "model1.keras").hasLineCount(1);
  }

  @Test
  void anOldFileKeepsItsTraining() throws IOException {
    legacy("keras-2.15.0-sequential", "old.h5");
    Run run = convert(folder.resolve("old.h5"), "new.keras");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).hasLineCount(1);
    assertThat(read("new.keras").weights()).isEqualTo(read("old.h5").weights());
    assertThat(read("new.keras").compiled()).isEqualTo(read("old.h5").compiled());
    assertThat(Run.of("summary", folder.resolve("old.h5").toString()).out())
        .isEqualTo(Run.of("summary", folder.resolve("new.keras").toString()).out())
        .contains("conv2d");
  }

  /** Weights of Keras 2 hold no optimizer; Keras 3 warns of a compiled model without its state. */
  @Test
  void anOptimizerWithoutStateBeginsAnew() throws IOException {
    legacy("keras-2.15.0-sequential", "like.h5");
    legacy("keras-2.15.0-weights", "state.weights.h5");
    String like = folder.resolve("like.h5").toString();
    Run run = convert(folder.resolve("state.weights.h5"), "begun.keras", "--like", like);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("the optimizer begins anew").hasLineCount(2);
    OptimizerState state = read("begun.keras").compiled().orElseThrow().state().orElseThrow();
    assertThat(state.iteration()).isZero();
    assertThat(state.learningRate()).isEqualTo(0.01);
    assertThat(state.slots()).containsKey("conv2d/kernel/momentum").hasSize(14);
    state.slots().values().forEach(slot -> assertThat(Tensors.floats(slot)).containsOnly(0));
  }

  @Test
  void picturesAreAskedOfAnOldFile() throws IOException {
    legacy("keras-2.2.4-functional", "asked.h5");
    Path picture = Files.write(folder.resolve("asked.png"), png());
    Run run = Run.of("predict", "--model", folder.resolve("asked.h5").toString(), picture + "");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).matches(".*asked.png: \\d \\(.* %\\), then .*\\R");
  }

  @Test
  void weightsAloneHaveNoLayers() {
    convert(trained, "alone.weights.h5");
    Run run = convert(folder.resolve("alone.weights.h5"), "x.keras");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("alone.weights.h5", "--like").hasLineCount(1);
    assertThat(folder.resolve("x.keras")).doesNotExist();
  }

  @Test
  void aSavedModelIsNotTakenBack() {
    Run run = convert(folder.resolve("models/model1"), "y.keras");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("models/model1: is a folder", "no layers").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"x.h5", "x.onnx", "x.keras.zip"})
  void otherFormatsAreNotWritten(String out) {
    Run run = convert(trained, out);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(".keras or .weights.h5", out).hasLineCount(1);
  }

  @Test
  void whatIsNotThereIsNamed() {
    Run run = convert(folder.resolve("absent.keras"), "z.keras");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("absent.keras", "no such file").hasLineCount(1);
  }

  @Test
  void summaryReadsFiles() {
    assertThat(Run.of("summary", trained.toString()).out())
        .isEqualTo(Run.of("summary", "model1").out());
    Run run = Run.of("summary", "model7");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("model1 to model5", "no such file").hasLineCount(1);
  }

  @Test
  void predictReadsFiles() throws IOException {
    Path picture = folder.resolve("7.png");
    Files.write(picture, png());
    Run file = Run.of("predict", "--model", trained.toString(), picture.toString());
    Run saved = Run.of("predict", "--model", folder.resolve("models/model1") + "", picture + "");
    assertThat(file.err()).isEmpty();
    assertThat(file.out()).isEqualTo(saved.out()).contains("%");
  }

  /** Weights as constants let TensorFlow fuse other kernels: the last bit may differ. */
  private static void assertAnswers(Predictor predictor) {
    float[][] rows = predictor.predict(images);
    for (int i = 0; i < answers.length; i++) {
      assertThat(rows[i]).containsExactly(answers[i], within(1e-6f));
    }
  }

  private static KerasModel read(String name) throws IOException {
    return ModelFile.read(folder.resolve(name), KerasClasses.BUILT_IN);
  }

  /** A file that another Keras wrote. */
  private static void legacy(String name, String as) throws IOException {
    try (InputStream in =
        new GZIPInputStream(ModelFile.class.getResourceAsStream("legacy/" + name + ".h5.gz"))) {
      Files.copy(in, folder.resolve(as));
    }
  }

  private static byte[] png() throws IOException {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(14, 14, 0, 255);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static Run convert(Path in, String out, String... more) {
    String[] args = new String[3 + more.length];
    args[0] = "convert";
    args[1] = in.toString();
    args[2] = folder.resolve(out).toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return Run.of(args);
  }
}
