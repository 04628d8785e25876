package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.cornu.net.Net;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;

/** Files of more than 4 GB, most of which is a hole: what is read lies behind it. */
class LargeFileTest {

  private static final long HOLE = 5L << 30;
  private static final Net NET = Net.chain(input(4), List.of(dense(3)));

  @TempDir private Path folder;

  /** An HDF5 file of Keras's, whose kernel is to lie elsewhere. */
  private record Parts(byte[] head, byte[] kernel) {

    /** Made by src/test/python/generate_hostile_weights.py: 12 infinite numbers, and 3 zeros. */
    static Parts of(long hole) throws Exception {
      Path file = Path.of(LargeFileTest.class.getResource("hostile/infinite.weights.h5").toURI());
      byte[] head = Files.readAllBytes(file);
      ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
      // The header of a data set has its address, and then its size.
      int[] places =
          IntStream.range(0, head.length - 16)
              .filter(at -> bytes.getLong(at + 8) == 48 && isKernel(bytes, bytes.getLong(at)))
              .toArray();
      assertThat(places).hasSize(1);
      bytes.putLong(places[0], head.length + hole);
      ByteBuffer kernel = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
      IntStream.range(0, 12).forEach(i -> kernel.putFloat(i));
      return new Parts(head, kernel.array());
    }

    private static boolean isKernel(ByteBuffer bytes, long address) {
      return address > 0
          && address + 48 <= bytes.limit()
          && bytes.getFloat((int) address) == Float.POSITIVE_INFINITY;
    }
  }

  private static void assertKernel(FloatNdArray kernel) {
    List<Float> numbers = new ArrayList<>();
    kernel.scalars().forEach(number -> numbers.add(number.getFloat()));
    assertThat(numbers).isEqualTo(IntStream.range(0, 12).mapToObj(i -> (float) i).toList());
  }

  private Path weights(boolean whole) throws Exception {
    Parts parts = Parts.of(HOLE);
    Path file = folder.resolve("large.weights.h5");
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(parts.head));
      byte[] kernel = whole ? parts.kernel : Arrays.copyOf(parts.kernel, 40);
      out.write(ByteBuffer.wrap(kernel), parts.head.length + HOLE);
    }
    return file;
  }

  @Test
  void weightsThatLieBeyondFourGigabytes() throws Exception {
    Path file = weights(true);
    try (TrainingState read = WeightsFile.read(file, NET)) {
      assertKernel(read.weights().get("dense/kernel"));
    }
    assertThat(ModelFile.holdsWeightsAlone(file)).isTrue();
  }

  @Test
  void weightsThatEndTooSoonAreRefused() throws Exception {
    Path file = weights(false);
    assertThatIOException()
        .isThrownBy(() -> WeightsFile.read(file, NET))
        .withMessageContainingAll(
            file.toString(), "dense/vars/0: is damaged: 48 bytes are not in a file of 5,");
  }

  /** Its weights are longer than 4 GB, and its architecture begins behind them. */
  @Test
  @Tag("slow")
  void anArchiveOfMoreThanFourGigabytes() throws Exception {
    Path small = folder.resolve("small.keras");
    KerasArchive.write(
        KerasCases.compiled(NET, sgd(), meanSquaredError()), KerasClasses.BUILT_IN, small);
    byte[] config;
    try (ZipFile zip = new ZipFile(small.toFile())) {
      config = zip.getInputStream(zip.getEntry("config.json")).readAllBytes();
    }
    Parts parts = Parts.of(HOLE);
    Path file = folder.resolve("large.keras");
    try (SparseZip zip = new SparseZip(file)) {
      zip.add("model.weights.h5", parts.head, HOLE, parts.kernel);
      zip.add("config.json", config, 0, new byte[0]);
    }
    try (KerasModel read = ModelFile.read(file, KerasClasses.BUILT_IN)) {
      assertKernel(read.weights().get("dense/kernel"));
    }
  }

  @Test
  void aStoredEntryIsReadFromAnyPlace() throws IOException {
    byte[] bytes = new byte[3_000_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 >> 3);
    }
    Path file = folder.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry("a");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc(bytes));
      zip.putNextEntry(entry);
      zip.write(bytes);
    }
    try (ZipFile zip = new ZipFile(file.toFile());
        StoredEntry entry = new StoredEntry(zip, zip.getEntry("a"))) {
      assertThat(entry.size()).isEqualTo(bytes.length);
      for (int at : new int[] {0, 2_000_000, 2_000_010, 5, 2_999_990}) {
        ByteBuffer read = ByteBuffer.allocate(10);
        entry.position(at);
        assertThat(entry.read(read)).isEqualTo(10);
        assertThat(read.array()).isEqualTo(Arrays.copyOfRange(bytes, at, at + 10));
      }
      assertThat(entry.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  private static long crc(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }
}
