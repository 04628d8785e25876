package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.data.IdxTest.bytes;
import static org.cornu.data.IdxTest.gzip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistTest {
  /** Two images of 1x2 pixels with labels 0 and 3; one image with label 1. */
  private static final byte[] TRAIN_IMAGES =
      bytes(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 255);

  private static final byte[] TRAIN_LABELS = bytes(0, 0, 8, 1, 0, 0, 0, 2, 0, 3);
  private static final byte[] TEST_IMAGES =
      bytes(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2);
  private static final byte[] TEST_LABELS = bytes(0, 0, 8, 1, 0, 0, 0, 1, 1);

  @TempDir Path folder;

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private void writeAll() throws IOException {
    write("train-images-idx3-ubyte", TRAIN_IMAGES);
    write("train-labels-idx1-ubyte", TRAIN_LABELS);
    write("t10k-images-idx3-ubyte", TEST_IMAGES);
    write("t10k-labels-idx1-ubyte", TEST_LABELS);
  }

  private void refused(String... messages) {
    assertThatThrownBy(() -> Mnist.load(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(messages);
  }

  @Test
  void theDigitsAreThere() {
    Mnist mnist = Mnist.load();

    assertThat(mnist.train())
        .hasToString("Dataset(60000 samples of shape (28, 28, 1), bytes, 10 classes)");
    assertThat(mnist.test())
        .hasToString("Dataset(10000 samples of shape (28, 28, 1), bytes, 10 classes)");
    assertThat(mnist.train().take(8).classIndices()).containsExactly(5, 0, 4, 1, 9, 2, 1, 3);
    assertThat(mnist.test().take(4).classIndices()).containsExactly(7, 2, 1, 0);
    assertThat(mnist.train().classNames()).hasSize(10).startsWith("0").endsWith("9");
    double sum = IntStream.range(0, 100).mapToDouble(i -> mean(mnist.train().sample(i))).sum();
    assertThat(sum / 100).isBetween(0.12, 0.15); // the mean of MNIST is 0.1307
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3, ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1, 65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3, 0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1, ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
  })
  void theFilesAreTheOriginals(String name, String sha256)
      throws IOException, GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream file = Mnist.class.getResourceAsStream("mnist/" + name + "-ubyte.gz");
        InputStream in = new DigestInputStream(new GZIPInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(sha256);
  }

  @Test
  void readsAFolder() throws IOException {
    writeAll();
    Mnist mnist = Mnist.load(folder);

    assertThat(mnist.train().shape()).containsExactly(1, 2, 1);
    assertThat(mnist.train().classIndices()).containsExactly(0, 3);
    assertThat(mnist.train().sample(1)).containsExactly(30 * (1f / 255f), 1);
    assertThat(mnist.test().classIndices()).containsExactly(1);
    assertThat(mnist.test().classes()).isEqualTo(4);
    assertThat(mnist.test().classNames()).containsExactly("0", "1", "2", "3");
  }

  @Test
  void readsGzippedAndDottedNamesToo() throws IOException {
    write("train-images-idx3-ubyte.gz", gzip(TRAIN_IMAGES));
    write("train-labels.idx1-ubyte", TRAIN_LABELS);
    write("t10k-images.idx3-ubyte.gz", gzip(TEST_IMAGES));
    write("t10k-labels-idx1-ubyte", TEST_LABELS);

    assertThat(Mnist.load(folder).train().size()).isEqualTo(2);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    writeAll();
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));

    refused(folder.toString(), "t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte", "no such file");
  }

  @Test
  void swappedImagesAndLabelsAreFound() throws IOException {
    writeAll();
    write("train-images-idx3-ubyte", TRAIN_LABELS);
    refused(
        "train-images-idx3-ubyte: needed images (count, height, width), 3 dimension(s), got 1",
        "swapped?");

    writeAll();
    write("t10k-labels-idx1-ubyte", TEST_IMAGES);
    refused("t10k-labels-idx1-ubyte: needed labels, 1 dimension(s), got 3", "swapped?");
  }

  @Test
  void countsMustMatch() throws IOException {
    writeAll();
    write("train-labels-idx1-ubyte", TEST_LABELS);

    refused("train-labels-idx1-ubyte: needed 2 labels, one for each image in", "got 1");
  }

  @Test
  void imagesWithChannelsAreNotTakenForLabels() throws IOException {
    writeAll();
    write(
        "train-images-idx3-ubyte",
        bytes(0, 0, 8, 4, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7));

    assertThatThrownBy(() -> Mnist.load(folder))
        .hasMessageEndingWith("3 dimension(s), got 4; Idx.stream takes images with channels");
  }

  /** 47 MB of images, which gzip packs into 50 KB, beside two labels; and as labels. */
  @Test
  void whatDoesNotFitIsRefusedBeforeItIsRead() throws IOException {
    ByteBuffer large = ByteBuffer.allocate(16 + 60_000 * 784).putInt(0x0803);
    large.putInt(60_000).putInt(28).putInt(28);
    writeAll();
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    write("train-images-idx3-ubyte.gz", gzip(large.array()));
    refusedInLittleMemory("needed 60000 labels, one for each image in");

    writeAll();
    Files.delete(folder.resolve("train-labels-idx1-ubyte"));
    write("train-labels-idx1-ubyte.gz", gzip(large.array()));
    refusedInLittleMemory("needed labels, 1 dimension(s), got 3");
  }

  private void refusedInLittleMemory(String message) {
    long before = IdxTest.allocated();
    refused(message);
    assertThat(IdxTest.allocated() - before).isLessThan(2_000_000);
  }

  @Test
  void trainAndTestMustHaveOneShape() throws IOException {
    writeAll();
    write("t10k-images-idx3-ubyte", bytes(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7));

    refused("needed images of one shape", "(1, 2, 1)", "(1, 1, 1)");
  }
}
