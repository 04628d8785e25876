package org.cornu.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AtomicFolderTest {

  private static final Set<String> OWN = Set.of("a", "b");

  @TempDir private Path folder;

  @Test
  void processesThatWriteOneFolderLeaveItWhole() throws Exception {
    Path place = folder.resolve("model");
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      writers.add(JavaProcess.of(Writer.class, "" + place, "" + i).inheritIO().start());
    }
    for (Process writer : writers) {
      assertThat(writer.waitFor()).isZero();
    }
    assertThat(Files.readString(place.resolve("a")))
        .isEqualTo(Files.readString(place.resolve("b")))
        .isIn("0", "1", "2");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(place));
  }

  @Test
  void aFailureLeavesTheOldOne() throws IOException {
    Path place = folder.resolve("model");
    write(place, "old");
    assertThatThrownBy(
            () ->
                AtomicFolder.write(
                    place,
                    OWN,
                    part -> {
                      Files.writeString(part.resolve("a"), "new");
                      throw new IOException("No space left on device");
                    }))
        .hasMessage(place + ": cannot be written: No space left on device");
    assertThat(place.resolve("a")).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(place));
  }

  @Test
  void anOldOneIsKeptUntilANewOneStands() throws IOException {
    Path place = folder.resolve("model");
    // What a process leaves that is killed between the two moves.
    Path old = Files.createDirectory(folder.resolve(".model.00000000-7-0a1b2c3d.old"));
    old.toFile().setLastModified(0);
    AtomicFile.write(folder.resolve("other"), "text");
    assertThat(old).exists();
    write(place, "new");
    assertThat(old).doesNotExist();
  }

  @Test
  void whatHoldsOtherThingsIsNotTouched() throws IOException {
    Path place = Files.createDirectory(folder.resolve("mine"));
    Files.createFile(place.resolve("thesis.tex"));
    assertThatThrownBy(() -> write(place, "new"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("holds [thesis.tex] too; choose another folder");
    assertThatThrownBy(() -> write(place.resolve("thesis.tex"), "new"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("is a file");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(place));
  }

  private static void write(Path place, String text) throws IOException {
    AtomicFolder.write(
        place,
        OWN,
        part -> {
          Files.writeString(part.resolve("a"), text);
          Files.writeString(part.resolve("b"), text);
        });
  }

  /** Writes one folder again and again. */
  static final class Writer {
    public static void main(String[] args) throws IOException {
      for (int i = 0; i < 100; i++) {
        write(Path.of(args[0]), args[1]);
      }
    }
  }
}
