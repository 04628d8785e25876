package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.config.Configurable;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.losses.Loss;
import org.cornu.losses.Losses;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
import org.cornu.metrics.Metrics;
import org.cornu.net.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss and metric, with every option, comes back from what is written of it. */
class ObjectiveRoundTripTest {

  private static final KerasJson JSON = new KerasJson(KerasClasses.BUILT_IN);
  private static final Net NET = Net.chain(input(3), List.of(flatten().named("answer")));

  static Stream<Golden> losses() {
    return Golden.all("keras_losses");
  }

  static Stream<Golden> metrics() {
    return Golden.all("keras_metrics");
  }

  private static <T extends Configurable> T back(Class<T> kind, T object) throws IOException {
    return JSON.read(JSON.write(JSON.described(object)), "text").instance(kind);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aLossComesBack(Golden golden) throws IOException {
    Loss loss = Keras.loss(golden);
    assertThat(back(Loss.class, loss)).isEqualTo(loss);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aLossThatIsWatchedComesBack(Golden golden) throws IOException {
    Loss loss = Keras.loss(golden);
    if (loss.isOfSamples()) {
      Metric metric = Losses.metric(loss).named("watched");
      assertThat(back(Metric.class, metric)).isEqualTo(metric);
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aMetricComesBack(Golden golden) throws IOException {
    Metric metric = Keras.metric(golden);
    assertThat(back(Metric.class, metric)).isEqualTo(metric);
  }

  @Test
  void ofLabelsAsClassesKerasIsToldSo() throws IOException {
    Metric areas = Metrics.meanIoU(3);
    assertThat(written(Losses.sparseCategoricalCrossentropy(), areas))
        .contains("\"sparse_y_true\":true,\"sparse_y_pred\":false");
    assertThat(written(Losses.categoricalCrossentropy(), areas))
        .contains("\"sparse_y_true\":false,\"sparse_y_pred\":false");
  }

  private static String written(Loss loss, Metric metric) throws IOException {
    Compiled compiled =
        new Compiled(sgd(), List.of(Objective.ofOnly(loss, List.of(metric))), Optional.empty());
    String text = JSON.write(CompileConfig.write(compiled, NET, JSON));
    assertThat(CompileReader.read(JSON.read(text, "text"), NET)).isEqualTo(compiled);
    return text;
  }
}
