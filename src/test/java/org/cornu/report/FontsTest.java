package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FontsTest {

  @TempDir private Path dir;

  static List<Throwable> whatJavaThrows() {
    return List.of(
        new RuntimeException("Fontconfig head is null, check your fonts or fonts configuration"),
        new InternalError("java.lang.reflect.InvocationTargetException"),
        new NullPointerException("sun.awt.FontConfiguration.getVersion"),
        new UnsatisfiedLinkError("libfreetype.so.6: cannot open shared object file"),
        new NoClassDefFoundError("Could not initialize class sun.font.SunFontManager"));
  }

  @ParameterizedTest
  @MethodSource("whatJavaThrows")
  void oneLineSaysWhatToInstall(Throwable thrown) {
    assertThat(Fonts.missing(() -> throwIt(thrown)).orElseThrow())
        .contains("install fontconfig and fonts-dejavu-core")
        .hasLineCount(1);
  }

  @Test
  void nothingIsMissingWhereDrawingWorks() {
    assertThat(Fonts.missing(() -> {})).isEmpty();
  }

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

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwIt(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
