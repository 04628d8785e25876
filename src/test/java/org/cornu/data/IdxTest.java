package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("some.idx"), content);
  }

  private void refused(byte[] content, String message) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static final byte[] MATRIX =
      bytes(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255);

  @Test
  void readsPlainAndGzippedFilesWhateverTheirName() throws IOException {
    for (byte[] content : new byte[][] {MATRIX, gzip(MATRIX)}) {
      Idx idx = Idx.read(file(content));
      assertThat(idx.shape()).containsExactly(2, 3);
      assertThat(idx.values()).containsExactly(1, 2, 3, 4, 5, -1);
    }
  }

  @Test
  void readsMoreThanOneBlock() throws IOException {
    byte[] content = Arrays.copyOf(bytes(0, 0, 8, 1, 0, 3, 0, 1), 8 + 0x30001);
    content[content.length - 1] = 9;
    content[70_000] = 7;

    Idx idx = Idx.read(file(gzip(content)));
    assertThat(idx.values()).hasSize(0x30001);
    assertThat(idx.values()[0x30000]).isEqualTo((byte) 9);
    assertThat(idx.values()[70_000 - 8]).isEqualTo((byte) 7);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Idx.read(folder.resolve("none")))
        .isInstanceOf(DataException.class)
        .hasMessage(folder.resolve("none") + ": no such file");
  }

  @Test
  void aShortFileIsRefused() throws IOException {
    refused(
        Arrays.copyOf(MATRIX, 15),
        "offset 15: needed 6 bytes for the values of shape [2, 3], got 3; the file is cut short");
    refused(Arrays.copyOf(MATRIX, 10), "offset 10: needed 4 bytes for a dimension, got 2");
    refused(Arrays.copyOf(MATRIX, 3), "offset 3: needed 4 bytes for the magic number, got 3");
    refused(new byte[0], "offset 0: needed 4 bytes for the magic number, got 0");
  }

  @Test
  void aShortOrDamagedGzipStreamIsRefused() throws IOException {
    byte[] whole = gzip(MATRIX);
    refused(Arrays.copyOf(whole, whole.length - 9), "offset 18: the gzip data are cut short");
    refused(Arrays.copyOf(whole, 5), "the gzip header is damaged");
    byte[] checksum = whole.clone();
    checksum[whole.length - 8] ^= 1;
    refused(checksum, "the gzip data are damaged");
  }

  @Test
  void moreThanTheShapeSaysIsRefused() throws IOException {
    refused(
        Arrays.copyOf(MATRIX, 19),
        "offset 18: needed the end of the file after the values of shape [2, 3], got more bytes");
  }

  @Test
  void otherFilesTypesAndRanksAreRefused() throws IOException {
    refused(bytes('P', 'N', 'G', 0), "needed an IDX file, which begins with 00 00, got 50 4e");
    refused(bytes(0, 0, 0x0D, 1, 0, 0, 0, 0), "offset 2: needed type 08 (unsigned byte), got 0d");
    refused(bytes(0, 0, 8, 0), "offset 3: needed 1 to 4 dimensions, got 0");
    refused(bytes(0, 0, 8, 5), "offset 3: needed 1 to 4 dimensions, got 5");
    refused(bytes(0, 0, 8, 200), "offset 3: needed 1 to 4 dimensions, got 200");
  }

  @Test
  void hostileSizesAskForNoMemory() throws IOException {
    refused(bytes(0, 0, 8, 1, 0, 0, 0, 0), "offset 4: needed a dimension from 1 on");
    refused(bytes(0, 0, 8, 1, 255, 255, 255, 255), "got 4294967295");
    refused(
        bytes(0, 0, 8, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0),
        "offset 8: needed a dimension from 1 on and at most 2147483639 values in all, got 65536");
    Path file = file(bytes(0, 0, 8, 1, 0x7F, 0xFF, 0xFF, 0x00, 1));
    long before = allocated();
    assertThatThrownBy(() -> Idx.read(file)).hasMessageContaining("needed 2147483392 bytes");
    assertThat(allocated() - before).isLessThan(10_000_000);
  }

  static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
