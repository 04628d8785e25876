package org.cornu.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedFileTest {

  @TempDir private Path folder;

  @Test
  void growsByWhatIsAdded() throws IOException {
    Path file = folder.resolve("new/rows.csv");
    AppendedFile.append(file, "größe\n");
    AppendedFile.append(file, "2\n");
    assertThat(file).hasContent("größe\n2\n");
  }

  @Test
  void namesTheFileAndTheReason() {
    Path file = folder.resolve("folder");
    assertThatThrownBy(() -> AppendedFile.append(Files.createDirectory(file), "1"))
        .hasMessage(file + ": cannot be written: Is a directory");
  }

  /** A limit of the shell's stands for a full disk: both end a write in the middle. */
  @Test
  void nothingStaysOfWhatDidNotFit() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "ulimit is the shell's");
    Path file = folder.resolve("rows.csv");
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 8; exec \"$@\""));
    command.add("sh");
    command.addAll(JavaProcess.of(Rows.class, file.toString()).command());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes()))
        .endsWith(file + ": cannot be written: File too large\n");
    assertThat(Files.readString(file)).endsWith("\n");
  }

  /** Adds rows until there is no more room. */
  static final class Rows {
    public static void main(String[] args) {
      try {
        for (int i = 0; i < 100_000; i++) {
          AppendedFile.append(Path.of(args[0]), "1,0.25,0.875,13\n".repeat(3) + i + "\n");
        }
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
