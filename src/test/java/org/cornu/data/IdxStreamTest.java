package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cornu.testing.IdxFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that stay in an IDX file are those of the same data in memory. */
class IdxStreamTest {

  private static final int COUNT = 12;
  private static final int VOLUME = 6;

  @TempDir private Path folder;
  private final byte[] pixels = new byte[COUNT * VOLUME];
  private final int[] classes = IntStream.range(0, COUNT).map(i -> i % 5).toArray();
  private final Dataset resident = Dataset.of(pixels, new int[] {3, 2, 1}, classes);
  private Path images;
  private Path labels;
  private Dataset streamed;

  @BeforeEach
  void write() throws IOException {
    new Random(1).nextBytes(pixels);
    images = IdxFile.write(folder.resolve("images"), pixels, COUNT, 3, 2);
    byte[] bytes = new byte[COUNT];
    for (int i = 0; i < COUNT; i++) {
      bytes[i] = (byte) classes[i];
    }
    labels = IdxFile.write(folder.resolve("labels"), bytes, COUNT);
    streamed = Idx.stream(images, labels);
  }

  private static void assertSame(Dataset streamed, Dataset resident) {
    assertThat(streamed).hasToString(resident.toString());
    assertThat(streamed.classIndices()).isEqualTo(resident.classIndices());
    assertThat(streamed.classNames()).isEqualTo(resident.classNames());
    int[] rows = IntStream.range(0, resident.size()).map(i -> resident.size() - 1 - i).toArray();
    byte[] bytes = new byte[rows.length * VOLUME];
    byte[] expectedBytes = new byte[rows.length * VOLUME];
    streamed.features(rows, 0, rows.length, ByteBuffer.wrap(bytes));
    resident.features(rows, 0, rows.length, ByteBuffer.wrap(expectedBytes));
    assertThat(bytes).isEqualTo(expectedBytes);
    float[] floats = new float[rows.length * VOLUME];
    float[] expectedFloats = new float[rows.length * VOLUME];
    streamed.features(rows, 1, rows.length, FloatBuffer.wrap(floats));
    resident.features(rows, 1, rows.length, FloatBuffer.wrap(expectedFloats));
    assertThat(floats).isEqualTo(expectedFloats);
    assertThat(streamed.sample(0)).isEqualTo(resident.sample(0));
  }

  @Test
  void imagesNeedNoLabels() {
    Dataset alone = Idx.stream(images);
    assertThat(alone).hasToString(Dataset.of(pixels, new int[] {3, 2, 1}).toString());
    assertThat(alone.streamed()).isTrue();
    assertThat(alone.labelled()).isFalse();
    assertThat(alone.sample(5)).isEqualTo(resident.sample(5));
  }

  @Test
  void allViewsAreThoseOfTheDataInMemory() {
    assertThat(streamed.streamed()).isTrue();
    assertThat(resident.streamed()).isFalse();
    assertSame(streamed, resident);
    assertSame(streamed.range(3, 9), resident.range(3, 9));
    assertSame(streamed.shuffled(7).take(5), resident.shuffled(7).take(5));
    assertSame(streamed.split(.25).validation(), resident.split(.25).validation());
    List<String> names = List.of("a", "b", "c", "d", "e");
    assertSame(streamed.withClassNames(names), resident.withClassNames(names));
  }

  @Test
  void aFourthDimensionIsOfChannels() throws IOException {
    IdxFile.write(images, pixels, COUNT, 1, 2, 3);

    assertThat(Idx.stream(images, labels).shape()).containsExactly(1, 2, 3);
  }

  @Test
  void buffersMayBeDirectAndMustBeLargeEnough() {
    ByteBuffer direct = ByteBuffer.allocateDirect(2 * VOLUME + 1);
    streamed.features(new int[] {4, 2}, 0, 2, direct);

    assertThat(direct.remaining()).isEqualTo(1);
    assertThat(direct.get(VOLUME)).isEqualTo(pixels[2 * VOLUME]);
    assertThatThrownBy(() -> streamed.features(new int[] {4}, 0, 1, direct))
        .isInstanceOf(BufferOverflowException.class);
    streamed.features(new int[0], 0, 0, direct);
    assertThat(direct.remaining()).isEqualTo(1);
  }

  @Test
  void aFileOfMoreThanTwoGigabytesIsRead() throws IOException {
    int count = 40_000;
    IdxFile.zeros(images, count, 256, 256);
    IdxFile.zeros(labels, count);
    try (FileChannel channel = FileChannel.open(images, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {51}), channel.size() - 1);
    }
    Dataset large = Idx.stream(images, labels);

    assertThat(large.size()).isEqualTo(count);
    assertThat(large.sample(count - 1)[256 * 256 - 1]).isEqualTo(51 * Dataset.PIXEL_SCALE);
    assertThat(large.sample(count - 2)).containsOnly(0);
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> Idx.stream(images, labels))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void filesThatDoNotFitAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, IdxTest.gzip(whole));
    assertRefused(images.toString(), "uncompressed", "got gzip; gunzip it");
    Files.write(images, Arrays.copyOf(whole, whole.length - 1));
    assertRefused("needed 72 bytes for the values of shape [12, 3, 2], got 71", "cut short");
    Files.write(images, Arrays.copyOf(whole, whole.length + 1));
    assertRefused("needed 72 bytes for the values of shape [12, 3, 2], got 73", "too long");
    IdxFile.write(images, pixels, COUNT, VOLUME);
    assertRefused("(count, height, width)", "got 2 dimension(s)");
    IdxFile.write(images, pixels, COUNT, 3, 2);
    IdxFile.write(labels, new byte[11], 11);
    assertRefused(labels.toString(), "needed 12 labels, one for each image in " + images, "got 11");
    Files.delete(images);
    assertRefused(images + ": no such file");
  }

  @Test
  void sizesThatMakeMoreThanALongHoldsAreRefused() throws IOException {
    int most = Integer.MAX_VALUE;
    ByteBuffer header = ByteBuffer.allocate(20).putInt(0x0804);
    header.putInt(most).putInt(most).putInt(most).putInt(most);
    Files.write(images, header.array());
    assertRefused(images.toString(), "offset 12: needed a dimension from 1 on");
  }

  private void assertNotRead(int sample, String... words) {
    ByteBuffer out = ByteBuffer.allocate(2 * VOLUME);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> streamed.features(new int[] {sample, 0}, 0, 2, out))
        .withMessageStartingWith(images + ", sample " + sample + ": cannot be read:")
        .withMessageContainingAll(words);
    assertThat(out.limit()).isEqualTo(out.capacity());
  }

  @Test
  void aFileThatChangesInUseIsNamedWithTheSample() throws IOException {
    FileTime written = Files.getLastModifiedTime(images);
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, 50));
    assertNotRead(7, "needed the 88 bytes", "got 50 bytes", "was changed in use");
    Files.write(images, Arrays.copyOf(whole, 100));
    assertNotRead(3, "got 100 bytes");
    Files.write(images, whole);
    Files.setLastModifiedTime(images, FileTime.fromMillis(written.toMillis() + 5000));
    assertNotRead(3, "needed the 88 bytes", "got 88 bytes", "was changed in use");
    Files.setLastModifiedTime(images, written);
    assertSame(streamed, resident);
    Files.delete(images);
    assertNotRead(11, "NoSuchFileException");
  }

  @Test
  void anInterruptedThreadIsToldSo() {
    Thread.currentThread().interrupt();
    try {
      assertNotRead(0, "ClosedByInterruptException");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
