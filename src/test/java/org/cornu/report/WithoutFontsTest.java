package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cornu.drawing.Fonts;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutFontsTest {

  @TempDir private Path dir;

  /** Another Java, whose fontconfig is told of no fonts, writes a whole comparison. */
  @Test
  void aMachineWithoutFontsWritesItsReport() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "fontconfig is Linux's");
    Path config = Files.writeString(dir.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    ProcessBuilder java =
        JavaProcess.of(
            List.of("-Duser.home=" + dir), // Java remembers found fonts there
            WithoutFonts.class,
            dir.resolve("out").toString());
    java.environment().put("FONTCONFIG_FILE", config.toString());
    Path output = dir.resolve("output.txt");
    int status = java.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();

    assertThat(output).content().startsWith("pictures left out").hasLineCount(1);
    assertThat(status).isZero();
    assertThat(dir.resolve("out/report.html")).content().contains("pictures left out");
    assertThat(dir.resolve("out/model1/seed-1/trial.json")).exists();
    assertThat(dir.resolve("out/accuracy.png")).doesNotExist();
  }

  /** What the other Java runs. */
  static final class WithoutFonts {
    public static void main(String[] args) throws IOException {
      System.out.println(Fonts.missing().orElse("this machine has fonts"));
      ComparisonTest.comparison().write(Path.of(args[0]));
    }
  }
}
