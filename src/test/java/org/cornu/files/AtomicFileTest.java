package org.cornu.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @Test
  void threadsThatWriteOneFileLeaveItWhole(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("file");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        byte[] bytes = new byte[1000 * (1 + i % 7)];
        Arrays.fill(bytes, (byte) (i % 7));
        done.add(
            threads.submit(
                () -> {
                  AtomicFile.write(target, part -> inPieces(part, bytes));
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get();
        assertWhole(Files.readAllBytes(target));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
  }

  private static void inPieces(Path part, byte[] bytes) throws IOException {
    try (var out = Files.newOutputStream(part)) {
      for (byte each : bytes) {
        out.write(each);
      }
    }
  }

  private static void assertWhole(byte[] bytes) {
    assertThat(bytes).hasSize(1000 * (1 + bytes[0])).containsOnly(bytes[0]);
  }
}
