package org.cornu.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no jnitensorflow in java.library.path: /a:/b | linux-arm64 | (no jnitensorflow on the class path); add org.tensorflow:tensorflow-core-native
          /root/x.so: libcudart.so.12: cannot open     | linux-x86_64 | (/root/x.so: libcudart.so.12: cannot open); add
          no jnitensorflow in java.library.path: /a    | linux-ppc64le | there is none for linux-ppc64le
          """)
  void theRemedyIsThisMachines(String reason, String platform, String words) {
    assertThat(NativeLibrary.words(reason, platform)).contains(words);
  }

  /** A program that lacks it. */
  static final class Program {

    public static void main(String[] args) {
      for (int i = 0; i < 2; i++) {
        try {
          NativeLibrary.graph().close();
        } catch (UnsatisfiedLinkError e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  @Test
  void aProgramIsToldWhatToAddEachTime() throws Exception {
    Process process = JavaProcess.withoutNatives(Program.class).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(printed.lines().filter(line -> line.contains("with the classifier"))).hasSize(2);
  }
}
