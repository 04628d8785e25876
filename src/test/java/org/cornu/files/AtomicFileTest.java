package org.cornu.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AtomicFileTest {

  @TempDir private Path folder;

  @Test
  void threadsThatWriteOneFileLeaveItWhole() throws Exception {
    Path target = folder.resolve("file");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int number = i;
        done.add(threads.submit(() -> write(target, number)));
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

  @Test
  void whatIsNotForcedTakesTheOldOnesPlaceToo() throws IOException {
    Path target = folder.resolve("new/file");
    AtomicFile.writeUnforced(target, "old");
    AtomicFile.writeUnforced(target, "é");
    assertThat(target).hasContent("é");
    assertThat(target.getParent()).isDirectoryNotContaining(file -> !file.equals(target));
  }

  @Test
  void processesThatWriteOneFileLeaveItWhole() throws Exception {
    Path target = folder.resolve("file");
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      writers.add(JavaProcess.of(Writer.class, "" + target).inheritIO().start());
    }
    while (writers.stream().anyMatch(Process::isAlive)) {
      if (Files.exists(target)) {
        assertWhole(Files.readAllBytes(target));
      }
    }
    for (Process writer : writers) {
      assertThat(writer.waitFor()).isZero();
    }
    assertWhole(Files.readAllBytes(target));
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
  }

  @Test
  void whatAKilledProcessLeftIsDeletedByTheNextWriteAndWhatALivingOneWritesIsNot()
      throws Exception {
    Path target = folder.resolve("file");
    Process living = JavaProcess.of(Sleeper.class, "" + target).start();
    try {
      living.getInputStream().read(); // it is within a write
      Process killed = JavaProcess.of(Sleeper.class, "" + folder.resolve("best-03.keras")).start();
      killed.getInputStream().read();
      killed.destroyForcibly().waitFor();
      assertThat(names()).hasSize(2).allMatch(name -> name.endsWith(".part"));
      AtomicFile.write(target, "new");
      assertThat(names()).hasSize(2).anyMatch(name -> name.startsWith(".file."));
    } finally {
      living.destroyForcibly().waitFor();
    }
    AtomicFile.write(folder.resolve("other"), "new");
    assertThat(names()).containsExactlyInAnyOrder("file", "other");
  }

  @Test
  void whatAnotherMachineLeftIsDeletedAfterADay() throws IOException {
    Path recent = Files.createFile(folder.resolve(".m.keras.00000000-7-0a1b2c3d.part"));
    Path old = Files.createFile(folder.resolve(".m.keras.00000000-7-4e5f6a7b.part.h5"));
    Path users = Files.createFile(folder.resolve(".m.keras.part"));
    long day = 24 * 3600 * 1000L;
    old.toFile().setLastModified(System.currentTimeMillis() - day - 1000);
    users.toFile().setLastModified(System.currentTimeMillis() - 9 * day);
    AtomicFile.write(folder.resolve("file"), "new");
    assertThat(recent).exists();
    assertThat(old).doesNotExist();
    assertThat(users).exists();
  }

  @Test
  void aNameAsLongAsTheFileSystemAllowsIsWritten() throws IOException {
    Path target = folder.resolve("n".repeat(255));
    AtomicFile.write(target, "text");
    assertThat(target).hasContent("text");
  }

  @Test
  void aFailureNamesTheTargetAndTheSystemsReason() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));
    Path target = taken.resolve("file");
    assertThatThrownBy(() -> AtomicFile.write(target, "text"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            target + ": cannot be written: " + taken + ": a file stands where a folder is needed");
  }

  /** A limit of the shell's stands for a full disk: both end a write in the middle. */
  @Test
  void aFullDiskIsNamedAndTheOldFileStays() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "ulimit is the shell's");
    Path target = Files.writeString(folder.resolve("file"), "old");
    List<String> java = JavaProcess.of(TooLong.class, "" + target).command();
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 8; exec \"$@\""));
    command.add("sh");
    command.addAll(java);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes()))
        .endsWith(target + ": cannot be written: File too large\n");
    assertThat(target).hasContent("old");
    assertThat(names()).containsExactly("file");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Void write(Path target, int number) throws IOException {
    byte[] bytes = new byte[1000 * (1 + number % 7)];
    Arrays.fill(bytes, (byte) (number % 7));
    AtomicFile.write(target, part -> inPieces(part, bytes));
    return null;
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

  /** Writes one file again and again. */
  static final class Writer {
    public static void main(String[] args) throws IOException {
      for (int i = 0; i < 100; i++) {
        write(Path.of(args[0]), i);
      }
    }
  }

  /** Never comes to the end of a write. */
  static final class Sleeper {
    public static void main(String[] args) throws IOException {
      AtomicFile.write(
          Path.of(args[0]),
          part -> {
            Files.writeString(part, "half");
            System.out.println("writing");
            System.out.flush();
            while (true) {
              Thread.onSpinWait();
            }
          });
    }
  }

  /** Writes more than a limit of 8 blocks allows. */
  static final class TooLong {
    public static void main(String[] args) {
      try {
        AtomicFile.write(Path.of(args[0]), new byte[1 << 20]);
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
