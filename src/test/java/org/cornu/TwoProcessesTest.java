package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.cornu.data.Mnist;
import org.cornu.history.Epoch;
import org.cornu.testing.JavaProcess;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One seed, two processes: the five CNNs come to the same histories and weights, to the bit. */
@Tag("slow")
class TwoProcessesTest {

  @Test
  void trainToTheSameBits() throws Exception {
    String first = sums();
    assertThat(first.lines()).hasSize(5).doesNotHaveDuplicates();
    assertThat(sums()).isEqualTo(first);
  }

  private static String sums() throws IOException, InterruptedException {
    Process process =
        JavaProcess.of(TwoProcessesTest.class)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream out = process.getInputStream()) {
      String printed = new String(out.readAllBytes());
      assertThat(process.waitFor()).isZero();
      return printed;
    }
  }

  /** Trains each CNN, and prints a sum over all that it measured and learned. */
  public static void main(String[] args) {
    Fit fit = Fit.epochs(2).batchSize(128).validationSplit(.2);
    for (Sequential net : MnistCnns.all()) {
      try (Model model = net.seed(7).compile(adam(), categoricalCrossentropy(), accuracy())) {
        CRC32C sum = new CRC32C();
        for (Epoch epoch : model.fit(Mnist.load().train().take(1500), fit).epochs()) {
          sum.update(epoch.logs().toString().getBytes());
        }
        Bits.weights(model)
            .forEach(
                (path, values) -> {
                  for (float value : values) {
                    sum.update(Integer.toHexString(Float.floatToIntBits(value)).getBytes());
                  }
                });
        System.out.println(net.name() + " " + Long.toHexString(sum.getValue()));
      }
    }
  }
}
