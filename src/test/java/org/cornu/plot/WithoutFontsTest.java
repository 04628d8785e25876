package org.cornu.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another Java, whose fontconfig is told of no fonts. */
class WithoutFontsTest {

  @TempDir private Path folder;

  @Test
  void aPlotSaysWhatToInstall() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "fontconfig is Linux's");
    Path config = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    Path svg = folder.resolve("net.svg");
    ProcessBuilder java =
        JavaProcess.of(
            List.of("-Duser.home=" + folder), // Java remembers found fonts there
            WithoutFontsTest.class,
            svg.toString());
    java.environment().put("FONTCONFIG_FILE", config.toString());
    Path output = folder.resolve("output.txt");
    java.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();

    assertThat(output)
        .content()
        .startsWith(svg + ": ")
        .contains("install fontconfig and fonts-dejavu-core")
        .hasLineCount(1);
    assertThat(svg).doesNotExist();
  }

  public static void main(String[] args) {
    try {
      Plot.of(Nets.chain(2)).write(Path.of(args[0]));
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }
}
