package org.cornu.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderLockTest {

  @TempDir private Path folder;

  @Test
  void anotherProcessIsNamedUntilItIsGone() throws Exception {
    Process holder = JavaProcess.of(Holder.class, "" + folder).start();
    holder.getInputStream().read();
    assertThatThrownBy(() -> FolderLock.take(folder))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            ".*: another run is using it, process "
                + holder.pid()
                + ", since [-\\d]+ [:\\d]+; wait for its end, or choose another folder");
    holder.destroyForcibly().waitFor();
    FolderLock.take(folder).close();
  }

  @Test
  void asksOfTheOwnProcessDoNotFreeIt() throws Exception {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThatThrownBy(() -> FolderLock.take(folder.resolve(".")))
          .hasMessageContaining("another run is using it, in this process");
      assertThat(lock).isNotNull();
      assertThat(takenByAnother()).contains("using it, process " + ProcessHandle.current().pid());
    }
    assertThat(takenByAnother()).isEqualTo("mine");
  }

  private String takenByAnother() throws IOException {
    Process holder = JavaProcess.of(Holder.class, "" + folder).redirectErrorStream(true).start();
    try {
      return new BufferedReader(new InputStreamReader(holder.getInputStream())).readLine();
    } finally {
      holder.destroyForcibly();
    }
  }

  /** Takes a folder and keeps it. */
  static final class Holder {
    public static void main(String[] args) throws Exception {
      try (FolderLock lock = FolderLock.take(Path.of(args[0]))) {
        System.out.println(lock == null ? "" : "mine");
        Thread.sleep(60_000);
      }
    }
  }
}
