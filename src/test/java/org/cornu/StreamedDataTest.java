package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.layers.Layers.averagePooling2d;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.LambdaCallback;
import org.cornu.callbacks.Training;
import org.cornu.data.Dataset;
import org.cornu.data.Idx;
import org.cornu.data.ImageFolder;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.testing.IdxFile;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Data in files train and answer as the same data in memory do, and leave no thread behind. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamedDataTest {

  private static final int COUNT = 90;
  private static final Sequential NET =
      Sequential.of(input(4, 4, 1), conv2d(4, 3).relu(), dropout(.3), flatten(), dense(3).softmax())
          .seed(8);

  /** Seven batches an epoch, the last one short. */
  private static final Fit FIT = Fit.epochs(2).batchSize(8).validationSplit(.4);

  @TempDir private Path folder;
  private final byte[] pixels = new byte[COUNT * 16];
  private Path images;
  private Dataset resident;
  private Dataset streamed;

  @BeforeEach
  void write() throws IOException {
    new Random(3).nextBytes(pixels);
    int[] classes = IntStream.range(0, COUNT).map(i -> i * 7 % 3).toArray();
    byte[] labels = new byte[COUNT];
    for (int i = 0; i < COUNT; i++) {
      labels[i] = (byte) classes[i];
    }
    images = IdxFile.write(folder.resolve("images"), pixels, COUNT, 4, 4);
    resident = Dataset.of(pixels, new int[] {4, 4, 1}, classes);
    streamed = Idx.stream(images, IdxFile.write(folder.resolve("labels"), labels, COUNT));
  }

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    for (int i = 0; i < 1000 && prefetching() > 0; i++) {
      Thread.sleep(5);
    }
    assertThat(prefetching()).as("threads that prefetch").isZero();
  }

  private static long prefetching() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("cornu-prefetch"))
        .count();
  }

  private static Model compile() {
    return NET.compile(adam(.01), categoricalCrossentropy(), accuracy());
  }

  /** What a model has come to, and what it says about data. */
  private record Outcome(
      History history, Map<String, float[]> weights, Evaluation evaluation, float[][] answers) {

    static Outcome of(Model model, History history, Dataset data) {
      Evaluation timed = model.evaluate(data);
      return new Outcome(
          Bits.timeless(history),
          Bits.weights(model),
          new Evaluation(timed.loss(), timed.metrics(), timed.samples(), 0),
          model.predict(data));
    }
  }

  private static Outcome run(Dataset data, Fit fit) {
    try (Model model = compile()) {
      return Outcome.of(model, model.fit(data, fit), data);
    }
  }

  private static void assertSame(Outcome one, Outcome other) {
    assertThat(one).usingRecursiveComparison().isEqualTo(other);
  }

  @Test
  void anIdxFileGivesTheBitsOfTheDataInMemory() {
    for (Fit fit : new Fit[] {FIT, FIT.noShuffle(), FIT.shuffleWindow(20)}) {
      assertSame(run(streamed, fit), run(resident, fit));
    }
    assertSame(run(streamed.shuffled(5).take(50), FIT), run(resident.shuffled(5).take(50), FIT));
    try (Model model =
        NET.stepsPerExecution(3).compile(adam(.01), categoricalCrossentropy(), accuracy())) {
      assertSame(Outcome.of(model, model.fit(streamed, FIT), streamed), run(resident, FIT));
    }
    assertThat(run(streamed, FIT).history())
        .isNotEqualTo(run(streamed, FIT.shuffleWindow(20)).history());
  }

  @Test
  void anImageFolderGivesTheBitsOfTheDataInMemory() throws IOException {
    Path pictures = folder.resolve("pictures");
    for (int i = 0; i < COUNT; i++) {
      BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
      byte[] levels = Arrays.copyOfRange(pixels, i * 16, i * 16 + 16);
      picture.getRaster().setDataElements(0, 0, 4, 4, levels);
      Path file = pictures.resolve("" + i % 3).resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
    }
    assertSame(
        run(ImageFolder.stream(pictures, 4, 4, 1), FIT),
        run(ImageFolder.load(pictures, 4, 4, 1), FIT));
  }

  @Test
  void aPredictorTakesIt() throws IOException {
    try (Model model = compile()) {
      model.export(folder.resolve("net"));
    }
    try (Predictor predictor = Predictor.load(folder.resolve("net"))) {
      assertThat(predictor.predict(streamed)).isEqualTo(predictor.predict(resident));
    }
  }

  @Test
  void aBatchThatNoArrayHoldsIsRefusedInWords() throws IOException {
    int count = 9000; // of half a megabyte each
    Path large = IdxFile.zeros(folder.resolve("large"), count, 512, 1024);
    Path zeros = IdxFile.zeros(folder.resolve("zeros"), count);
    Dataset data = Idx.stream(large, zeros);
    Sequential net = Sequential.of(input(512, 1024, 1), averagePooling2d(512), flatten(), dense(2));
    try (Model model = net.compile(adam(), categoricalCrossentropy())) {
      assertThatThrownBy(() -> model.fit(data, Fit.epochs(1).batchSize(count)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "fit needs at most 2147483639 numbers at once, got 9000 samples of"
                  + " (512, 1024, 1), 4718592000 numbers; take a smaller batchSize, or fewer stepsPerExecution");
    }
  }

  @Test
  void aThreadWorksAheadWhileItTrains() {
    long[] most = new long[1];
    Callback counting =
        lambdaCallback().onBatchEnd((batch, logs) -> most[0] = Math.max(most[0], prefetching()));
    run(resident, FIT.callbacks(counting));
    assertThat(most[0]).isZero();
    run(streamed, FIT.callbacks(counting));
    assertThat(most[0]).isEqualTo(1);
  }

  /** Whatever happens after the third batch of the second epoch. */
  private static LambdaCallback then(Runnable happens) {
    int[] batches = new int[1];
    return lambdaCallback()
        .onBatchEnd(
            (batch, logs) -> {
              if (++batches[0] == 10) {
                happens.run();
              }
            });
  }

  @Test
  void aRunThatFailedGoesOnWithinItsEpoch() {
    Outcome whole = run(resident, FIT.shuffleWindow(20));
    Fit fit = FIT.shuffleWindow(20);
    Path backup = folder.resolve("backup.keras");
    Callback failing =
        then(
            () -> {
              throw new IllegalArgumentException("a power cut");
            });
    try (Model model = compile()) {
      Callback[] callbacks = {backupAndRestore(backup).everyBatches(1), failing};
      assertThatThrownBy(() -> model.fit(streamed, fit.callbacks(callbacks)))
          .hasMessage("a power cut");
    }
    try (Model model = compile()) {
      for (Fit other : new Fit[] {FIT, FIT.noShuffle(), FIT.shuffleWindow(21)}) {
        assertThatThrownBy(
                () ->
                    model.fit(
                        streamed, other.callbacks(backupAndRestore(backup), lambdaCallback())))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("its shuffle is window of 20, now it is " + other.shuffle());
      }
      int[] first = new int[1];
      LambdaCallback noted =
          lambdaCallback().onBatchEnd((batch, logs) -> first[0] = first[0] == 0 ? batch : first[0]);
      History history = model.fit(streamed, fit.callbacks(backupAndRestore(backup), noted));
      assertThat(first[0]).isEqualTo(3);
      assertSame(Outcome.of(model, history, streamed), whole);
    }
  }

  @Test
  void stoppingWithinAnEpochEndsIt() {
    Training[] training = new Training[1];
    LambdaCallback stopping =
        then(() -> training[0].stop()).onTrainBegin(begun -> training[0] = begun);
    try (Model model = compile()) {
      assertThat(model.fit(streamed, FIT.callbacks(stopping)).epochs()).hasSize(1);
    }
  }

  @Test
  void anInterruptEndsIt() {
    try (Model model = compile()) {
      Fit fit = FIT.callbacks(then(Thread.currentThread()::interrupt));
      assertThatThrownBy(() -> model.fit(streamed, fit))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("after batch 3 of epoch 2");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(model.evaluate(streamed).samples()).isEqualTo(COUNT);
    }
  }

  @Test
  void anInterruptBeforeTheFirstBatchIsNoFailureOfTheFile() {
    try (Model model = compile()) {
      Fit fit = FIT.callbacks(backupAndRestore(folder.resolve("backup.keras")));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> model.fit(streamed, fit)).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void anInterruptedThreadMayAsk() {
    try (Model model = compile()) {
      float[][] answers = model.predict(resident);
      Thread.currentThread().interrupt();
      assertThat(model.predict(streamed)).isEqualTo(answers);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private void cut() {
    try (FileChannel channel = FileChannel.open(images, StandardOpenOption.WRITE)) {
      channel.truncate(100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileThatIsCutShortWhileItIsTrainedOnIsNamed() {
    try (Model model = compile()) {
      Fit fit = FIT.callbacks(then(this::cut));
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> model.fit(streamed, fit))
          .withMessageStartingWith(images + ", sample ")
          // By its size, or where it is cut while it is being read.
          .withMessageMatching("(?s).*got (100 bytes|the end of the file).*")
          .withCauseInstanceOf(IOException.class);
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> model.evaluate(streamed));
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> model.predict(streamed));
      assertThat(model.evaluate(resident).samples()).isEqualTo(COUNT);
    }
  }
}
