package org.cornu.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FontsTest {

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

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwIt(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
