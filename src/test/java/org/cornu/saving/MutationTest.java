package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.cornu.net.Net;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files, thousands of them: each is refused with an {@link IOException} that names it, or
 * still holds a model; soon, and in little memory.
 */
@Tag("slow")
class MutationTest {

  private static final long SECONDS = 5;

  /** A string, with the colon behind it apart, a number, a word, or a sign. */
  private static final Pattern WORD =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[-+.\\w]+|:|[\\[\\]{},]");

  private static final long BYTES = 200L << 20;

  @TempDir private Path folder;
  private Net net;
  private KerasModel model;
  private Path file;
  private int refused;

  @BeforeEach
  void write() {
    net =
        Net.chain(
            input(6, 6, 1),
            List.of(conv2d(2, 3).relu(), batchNormalization(), flatten(), dense(3).softmax()));
    model = KerasCases.compiled(net, adam(), categoricalCrossentropy());
    file = folder.resolve("a.file");
  }

  @Test
  void archivesWithAnyDamage() throws IOException {
    KerasArchive.write(model, KerasClasses.BUILT_IN, file);
    byte[] whole = Files.readAllBytes(file);
    for (int seed = 0; seed < 1000; seed++) {
      Files.write(file, mutated(whole, new Random(seed)));
      read("archive", seed);
    }
    assertThat(refused).isGreaterThan(700);
  }

  /** Sums are right here, so that the damage reaches the readers of JSON and HDF5. */
  @Test
  void archivesWhoseEntriesAreDamaged() throws IOException {
    KerasArchive.write(model, KerasClasses.BUILT_IN, file);
    Map<String, byte[]> entries = entries(file);
    for (int seed = 0; seed < 1500; seed++) {
      Random random = new Random(seed);
      Map<String, byte[]> changed = new LinkedHashMap<>(entries);
      String name = List.copyOf(entries.keySet()).get(random.nextInt(entries.size()));
      changed.put(name, mutated(entries.get(name), random));
      Files.write(file, zip(changed));
      read("entry " + name, seed);
    }
    assertThat(refused).isGreaterThan(700);
  }

  /** A word or number of the configuration stands where another was: it is JSON still. */
  @Test
  void functionalModelsWhoseWordsAreMixed() throws IOException {
    for (String name : List.of("calls", "ends_in_models", "shared_many", "nested", "dicts")) {
      Files.copy(
          FunctionalGolden.newest(name).files(folder).get(0),
          file,
          StandardCopyOption.REPLACE_EXISTING);
      Map<String, byte[]> entries = entries(file);
      List<String> words =
          WORD.matcher(new String(entries.get("config.json"), StandardCharsets.UTF_8))
              .results()
              .map(MatchResult::group)
              .toList();
      for (int seed = 0; seed < 400; seed++) {
        List<String> mixed = mixed(words, new Random(seed));
        Map<String, byte[]> changed = new LinkedHashMap<>(entries);
        changed.put("config.json", String.join("", mixed).getBytes(StandardCharsets.UTF_8));
        Files.write(file, zip(changed));
        read(name, seed);
      }
    }
    assertThat(refused).isGreaterThan(700);
  }

  /** Punctuation stays, but for lists and objects that are emptied. */
  private static List<String> mixed(List<String> words, Random random) {
    List<String> mixed = new ArrayList<>(words);
    List<Integer> values =
        IntStream.range(0, words.size())
            .filter(i -> words.get(i).matches("[\"\\-0-9tfn].*"))
            .filter(i -> i + 1 == words.size() || !words.get(i + 1).startsWith(":"))
            .boxed()
            .toList();
    List<String> others =
        List.of("null", "-1", "0", "1", "2147483647", "[]", "{}", "[[]]", "[\"x\",0,0]", "\"a/b\"");
    for (int i = 0; i <= random.nextInt(3); i++) {
      int place = values.get(random.nextInt(values.size()));
      boolean own = random.nextBoolean();
      mixed.set(
          place,
          own
              ? words.get(values.get(random.nextInt(values.size())))
              : others.get(random.nextInt(others.size())));
    }
    return mixed;
  }

  @Test
  void weightsFilesWithAnyDamage() throws IOException {
    WeightsFile.write(model, file);
    byte[] whole = Files.readAllBytes(file);
    for (int seed = 0; seed < 1500; seed++) {
      Files.write(file, mutated(whole, new Random(seed)));
      bounded("weights", seed, () -> WeightsFile.read(file, net).close());
    }
    assertThat(refused).isGreaterThan(300);
  }

  @Test
  void legacyFilesWithAnyDamage() throws IOException {
    for (String name : List.of("keras-1.2.2-functional", "keras-3.15.1-sequential")) {
      byte[] whole = legacy(name);
      for (int seed = 0; seed < 1000; seed++) {
        Files.write(file, mutated(whole, new Random(seed)));
        read(name, seed);
      }
    }
    assertThat(refused).isGreaterThan(300);
  }

  private static byte[] legacy(String name) throws IOException {
    String resource = "legacy/" + name + ".h5.gz";
    try (InputStream in = new GZIPInputStream(MutationTest.class.getResourceAsStream(resource))) {
      return in.readAllBytes();
    }
  }

  private void read(String what, int seed) throws IOException {
    bounded(what, seed, () -> ModelFile.read(file, KerasClasses.BUILT_IN).close());
  }

  private void bounded(String what, int seed, Reading reading) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    try {
      reading.read();
    } catch (IOException e) {
      refused++;
      assertThat(e.getMessage()).as("%s, seed %d", what, seed).contains("a.file");
    } catch (RuntimeException | Error e) {
      fail("%s, seed %d".formatted(what, seed), e);
    }
    assertThat((System.nanoTime() - start) * 1e-9)
        .as("seconds of %s, seed %d", what, seed)
        .isLessThan(SECONDS);
    assertThat(threads.getCurrentThreadAllocatedBytes() - bytes)
        .as("bytes of %s, seed %d", what, seed)
        .isLessThan(BYTES);
  }

  /** Reads a file. */
  private interface Reading {
    void read() throws IOException;
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        for (int i = 0; i < 20; i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
      case 2 -> bytes = Arrays.copyOf(bytes, at);
      case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) -random.nextInt(2));
      case 4 -> {
        int from = random.nextInt(bytes.length);
        int size = Math.min(16, bytes.length - Math.max(at, from));
        System.arraycopy(whole, from, bytes, at, size);
      }
      default -> {
        byte[] longer = new byte[bytes.length + 3];
        System.arraycopy(bytes, 0, longer, 0, at);
        System.arraycopy(bytes, at, longer, at + 3, bytes.length - at);
        bytes = longer;
      }
    }
    return bytes;
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
