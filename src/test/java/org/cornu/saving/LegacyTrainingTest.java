package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.metrics.Metrics.categoricalAccuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.schedules.Schedules.exponentialDecay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cornu.goldens.Tensors;
import org.cornu.metrics.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.FloatNdArray;

/** How a legacy file's model was compiled, and what its optimizer has come to. */
class LegacyTrainingTest {

  private static final float[][] KERNEL = {{1, 2}, {3, 4}};
  private static final float[] BIAS = {5, 6};

  @TempDir private Path folder;

  private KerasModel trained(String optimizer, Object... variables) throws IOException {
    return trainedWith("\"acc\"", optimizer, variables);
  }

  private KerasModel trainedWith(String metric, String optimizer, Object... variables)
      throws IOException {
    LegacyDraft draft =
        new LegacyDraft()
            .with("keras_version", "2.3.1")
            .with(
                "model_config",
                """
                {"class_name":"Sequential","config":{"name":"s","layers":[{"class_name":"Dense",
                  "config":{"name":"a","batch_input_shape":[null,2],"units":2}}]}}
                """)
            .layer("a", "a/kernel:0", KERNEL, "a/bias:0", BIAS)
            .with(
                "training_config",
                "{\"optimizer_config\":%s,\"loss\":{\"a\":\"mse\"},\"metrics\":{\"a\":[%s]}}"
                    .formatted(optimizer, metric))
            .optimizer(variables);
    return ModelFile.read(draft.write(folder), KerasClasses.BUILT_IN);
  }

  @Test
  void numbersOfFloatsAreReadAsTheyWereWritten() throws IOException {
    KerasModel model =
        trained(
            """
            {"class_name":"Adam","config":{"lr":0.0010000000474974513,"beta_1":0.8999999761581421,
             "beta_2":0.9990000128746033,"decay":0.0,"epsilon":null}}
            """,
            "iterations:0",
            3);
    Compiled compiled = model.compiled().orElseThrow();
    assertThat(compiled.optimizer()).isEqualTo(adam());
    assertThat(compiled.objectives().get(0).loss().name()).isEqualTo("mean_squared_error");
    assertThat(compiled.objectives().get(0).metrics()).hasSize(1);
    assertThat(compiled.state()).as("without moments").isEmpty();
    assertThat(model.problem()).as("nothing is lost").isEmpty();
  }

  @Test
  void theNormThatIsClippedIsTheCommonOneUntilKerasNamedItsOptimizers() throws IOException {
    String old = "{\"class_name\":\"SGD\",\"config\":{\"lr\":0.01,\"clipnorm\":2.0}}";
    String named = old.replace("\"lr\"", "\"name\":\"SGD\",\"learning_rate\"");
    assertThat(trained(old).compiled().orElseThrow().optimizer())
        .isEqualTo(sgd().globalClipNorm(2));
    assertThat(trained(named).compiled().orElseThrow().optimizer()).isEqualTo(sgd().clipNorm(2));
  }

  @Test
  void aMetricOfKeras2IsAFunctionUnderAName() throws IOException {
    assertThat(metric("categorical_accuracy", "accuracy")).isEqualTo(accuracy());
    assertThat(metric("sparse_categorical_accuracy", "acc")).isEqualTo(accuracy());
    assertThat(metric("categorical_accuracy", "right"))
        .isEqualTo(categoricalAccuracy().named("right"));
    // Two questions a sample, of which each counts: that is not what the word stands for.
    assertThat(metric("binary_accuracy", "accuracy")).isEqualTo(binaryAccuracy().named("accuracy"));
  }

  private Metric metric(String function, String name) throws IOException {
    String wrapped =
        "{\"class_name\":\"MeanMetricWrapper\",\"config\":{\"name\":\"%s\",\"dtype\":\"float32\",\"fn\":\"%s\"}}"
            .formatted(name, function);
    String sgd = "{\"class_name\":\"SGD\",\"config\":{\"lr\":0.01}}";
    return trainedWith(wrapped, sgd).compiled().orElseThrow().objectives().get(0).metrics().get(0);
  }

  @Test
  void aScheduleIsReadToo() throws IOException {
    KerasModel model =
        trained(
            """
            {"class_name":"SGD","config":{"name":"SGD","learning_rate":
             {"class_name":"ExponentialDecay","config":{"initial_learning_rate":0.1,
              "decay_steps":100,"decay_rate":0.96,"staircase":true,"name":null}}}}
            """);
    assertThat(model.compiled().orElseThrow().optimizer())
        .isEqualTo(sgd(exponentialDecay(0.1, 100, 0.96).staircase(true)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"class_name\":\"Rprop\",\"config\":{\"lr\":0.01}} | there is no optimizer \"Rprop\"",
        "{\"class_name\":\"SGD\",\"config\":{\"lr\":0.01,\"decay\":0.1}} | decay",
        "{\"class_name\":\"SGD\",\"config\":{\"lr\":0.01,\"slow\":true}} | slow",
        "null | optimizer"
      })
  void trainingThatCornuLacksIsAProblemAndNoFailure(String optimizer, String problem)
      throws IOException {
    KerasModel model = trained(optimizer);
    assertThat(model.compiled()).isEmpty();
    assertThat(model.problem().orElseThrow()).contains(problem);
    assertThat(model.weights()).hasSize(2);
  }

  @Test
  void momentsThatAreNotCertainAreNotTaken() throws IOException {
    String sgd = "{\"class_name\":\"SGD\",\"config\":{\"lr\":0.01,\"momentum\":0.5}}";
    Map<String, Object[]> variables =
        Map.of(
            "of an unknown weight", new Object[] {"SGD/m/z/kernel:0", KERNEL, "SGD/m/a/bias", BIAS},
            "one is missing", new Object[] {"SGD/m/a/kernel:0", KERNEL},
            "of an unknown slot", new Object[] {"SGD/q/a/kernel", KERNEL, "SGD/q/a/bias", BIAS},
            "one twice", new Object[] {"SGD/m/a/bias", BIAS, "SGD/a/bias/m", BIAS},
            "of other shapes", new Object[] {"Variable_1:0", BIAS, "Variable_2:0", KERNEL},
            "some have names", new Object[] {"Variable_1:0", KERNEL, "SGD/m/a/bias", BIAS});
    for (Map.Entry<String, Object[]> each : variables.entrySet()) {
      Object[] all = new Object[each.getValue().length + 2];
      all[0] = "iterations:0";
      all[1] = 3;
      System.arraycopy(each.getValue(), 0, all, 2, all.length - 2);
      Compiled compiled = trained(sgd, all).compiled().orElseThrow();
      assertThat(compiled.optimizer()).isEqualTo(sgd().momentum(.5));
      assertThat(compiled.state()).as(each.getKey()).isEqualTo(Optional.empty());
      assertThat(trained(sgd, all).problem().orElseThrow()).contains("is not certain");
    }
  }

  @Test
  void momentsOfKeras23AreNumbered() throws IOException {
    float[] unused = {0};
    Compiled compiled =
        trained(
                "{\"class_name\":\"Adam\",\"config\":{\"learning_rate\":0.01,\"amsgrad\":false}}",
                "Adam/iterations:0",
                3,
                "training/Adam/m_0:0",
                KERNEL,
                "training/Adam/m_1:0",
                BIAS,
                "training/Adam/v_0:0",
                new float[][] {{7, 8}, {9, 10}},
                "training/Adam/v_1:0",
                new float[] {11, 12},
                "training/Adam/vhat_0:0",
                unused,
                "training/Adam/vhat_1:0",
                unused)
            .compiled()
            .orElseThrow();
    Map<String, FloatNdArray> slots = compiled.state().orElseThrow().slots();
    assertThat(Tensors.floats(slots.get("a/kernel/momentum"))).containsExactly(1, 2, 3, 4);
    assertThat(Tensors.floats(slots.get("a/kernel/velocity"))).containsExactly(7, 8, 9, 10);
    assertThat(Tensors.floats(slots.get("a/bias/velocity"))).containsExactly(11, 12);
  }

  @Test
  void theStepsOfPlainSgdAreTaken() throws IOException {
    String sgd = "{\"class_name\":\"Custom>SGD\",\"config\":{\"learning_rate\":0.01}}";
    Compiled compiled =
        trained(sgd, "iteration:0", 3, "SGD/m/a/kernel:0", KERNEL).compiled().orElseThrow();
    assertThat(compiled.state().orElseThrow().iteration()).isEqualTo(3);
  }
}
