package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.cornu.data.Mnist;
import org.cornu.device.Device;
import org.cornu.device.Threads;
import org.cornu.testing.JavaProcess;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The number of threads an op is one for a process, and decides in which order an op adds. */
class ThreadsTest {

  private static final String ENVIRONMENT = "TF_NUM_INTRAOP_THREADS";

  @Test
  @Tag("slow")
  void doWhatTensorFlowsOwnVariableDoes() throws Exception {
    String one = bits(Map.of(ENVIRONMENT, "1"), "");
    String two = bits(Map.of(ENVIRONMENT, "2"), "");
    assertThat(one).isNotEqualTo(two);
    assertThat(bits(Map.of(), "1")).isEqualTo(one);
    assertThat(bits(Map.of(), "2")).isEqualTo(two);
    assertThat(bits(Map.of(ENVIRONMENT, "2"), "1")).as("the program's word counts").isEqualTo(one);
  }

  @Test
  void areRefusedOnceTensorFlowRuns() {
    Device.all();
    assertThatThrownBy(() -> Threads.perOp(7))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("perOp(7)", "too late", "before the first model");
  }

  @Test
  void areOneOrMore() {
    assertThatThrownBy(() -> Threads.perOp(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("perOp needs 1 thread or more, got 0");
  }

  private static String bits(Map<String, String> environment, String perOp)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        JavaProcess.of(ThreadsTest.class, perOp).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove(ENVIRONMENT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      String printed = new String(out.readAllBytes());
      assertThat(process.waitFor()).isZero();
      assertThat(printed).isNotBlank();
      return printed;
    }
  }

  /** Trains a CNN for some steps, and prints its weights' bits. */
  public static void main(String[] args) {
    if (!args[0].isEmpty()) {
      Threads.perOp(Integer.parseInt(args[0]));
    }
    try (Model model = MnistCnns.model1().seed(7).compile(adam(), categoricalCrossentropy())) {
      model.fit(Mnist.load().train().take(512), Fit.epochs(1).batchSize(128));
      new TreeMap<>(Bits.weights(model))
          .forEach((path, values) -> System.out.println(path + " " + Arrays.hashCode(values)));
    }
  }
}
