package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void saysWhatIsWrongWithAFile() {
    assertThat(Failure.line(new NoSuchFileException("a.csv")))
        .isEqualTo("a.csv: no such file or folder");
    assertThat(Failure.line(new AccessDeniedException("a.csv"))).isEqualTo("a.csv: access denied");
    assertThat(Failure.line(new FileSystemException("a.csv", null, "disk full")))
        .isEqualTo("a.csv: disk full");
  }

  @Test
  void unwrapsWhatOnlyCarriesAnother() {
    IOException cause = new AccessDeniedException("a.csv");
    assertThat(Failure.line(new UncheckedIOException(cause))).isEqualTo("a.csv: access denied");
    assertThat(Failure.line(new UncheckedIOException("cannot write epoch 3", cause)))
        .isEqualTo("cannot write epoch 3: a.csv: access denied");
  }

  @Test
  void isOneLineAndNeverEmpty() {
    assertThat(Failure.line(new IllegalStateException("needs\n  this,\r\ngot that\n")))
        .isEqualTo("needs this, got that");
    assertThat(Failure.line(new NullPointerException()))
        .isEqualTo("java.lang.NullPointerException");
  }
}
