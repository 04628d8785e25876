package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cornu.goldens.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {

  @TempDir private Path folder;

  private Path stored(String name) throws IOException {
    Path file = folder.resolve(name + ".keras");
    try (InputStream in = Golden.class.getResourceAsStream("functional/" + name + ".keras")) {
      Files.copy(in, file);
    }
    return file;
  }

  @Test
  void aNetOfAnyShapeIsPrintedWithItsConnections() throws IOException {
    Run run = Run.of("summary", stored("twins").toString());
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Connected to", "│ tower[0][0],").doesNotContain("Trai…");
  }

  @Test
  void optionsShowMore() throws IOException {
    Run run = Run.of("summary", stored("nested").toString(), "--nested", "--trainable");
    assertThat(run.out()).contains("Trai…", "   └ middle_start", "│   N   │");
  }

  @Test
  void thePlotShowsTheSame() throws IOException {
    Path file = folder.resolve("net.svg");
    Run run = Run.of("summary", stored("nested").toString(), "--nested", "--plot", file.toString());
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Total params: 107");
    assertThat(file).content().contains("before to middle_start").doesNotContain("frozen");
  }

  @Test
  void anotherEndingIsRefused() {
    Run run = Run.of("summary", "3", "--plot", "net.pdf");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("--plot needs a file whose name ends in .png or .svg, got \"net.pdf\"");
  }
}
