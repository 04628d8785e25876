package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** All that is tried here. */
  static Stream<Configurable> objects() {
    List<Loss> losses = losses().map(Keras::loss).toList();
    return Stream.of(
            losses.stream(),
            losses.stream().filter(Loss::isOfSamples).map(Losses::metric),
            metrics().map(Keras::metric))
        .flatMap(each -> each);
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

  @ParameterizedTest
  @CsvSource({
    "mae, MeanAbsoluteError",
    "MAPE, MeanAbsolutePercentageError",
    "msle, MeanSquaredLogarithmicError",
    "kld, KLDivergence",
    "kullback_leibler_divergence, KLDivergence",
    "logcosh, LogCosh",
    "log_cosh, LogCosh",
    "huber, Huber",
    "huber_loss, Huber",
    "cosine_proximity, CosineSimilarity",
    "bce, BinaryCrossentropy",
    "circle, Circle"
  })
  void lossesHaveShortAndOldNames(String word, String className) throws IOException {
    assertThat(JSON.read("{\"loss\":\"" + word + "\"}", "text").instance(Loss.class, "loss"))
        .extracting(Loss::className)
        .isEqualTo(className);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'class_name':'MeanMetricWrapper','config':{'name':'h','fn':'huber','delta':0.5}}",
        "{'class_name':'MeanMetricWrapper','config':{'name':'h','dtype':'float32','delta':0.5,"
            + "'fn':{'module':'builtins','class_name':'function','config':'huber'}}}"
      })
  void aLossAsAFunctionIsWatchedWithItsOptions(String words) throws IOException {
    assertThat(read(words).instance(Metric.class))
        .isEqualTo(Losses.metric(Losses.huber().delta(.5)).named("h"));
  }

  @Test
  void aLossMayBeAFunctionAndItsArguments() throws IOException {
    String words =
        "{'class_name':'LossFunctionWrapper','config':{'fn':'huber','delta':0.5,'name':'h','reduction':'%s'}}";
    Loss huber = Losses.huber().delta(.5);
    assertThat(read(words.formatted("mean")).instance(Loss.class)).isEqualTo(huber);
    assertThat(read(words.formatted("sum")).instance(Loss.class)).isEqualTo(Losses.sum(huber));
    assertThatThrownBy(() -> read(words.formatted("none")).instance(Loss.class))
        .hasMessageContainingAll("reduction", "sum_over_batch_size");
    assertThatThrownBy(() -> read(words.replace("delta", "gamma")).instance(Loss.class))
        .hasMessageContaining("gamma");
  }

  /** Keras writes what it holds as a tensor so. */
  @Test
  void weightsOfLabelsMayBeATensor() throws IOException {
    String tensor = "{'class_name':'__tensor__','config':{'value':[1.0,2.0],'dtype':'float32'}}";
    String words = "{'class_name':'AUC','config':{'multi_label':true,'label_weights':%s}}";
    assertThat(read(words.formatted(tensor)).instance(Metric.class))
        .isEqualTo(Metrics.auc().multiLabel(true).labelWeights(1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Precision','config':{'thresholds':[0.2,0.5]}                                          | one number
          'Precision','config':{'thresholds':2}                                                  | threshold in [0, 1]
          'R2Score','config':{'class_aggregation':null}                                          | one number for each metric
          'F1Score','config':{'average':'median'}                                                | micro, macro, weighted
          'AUC','config':{'curve':'ROCK'}                                                        | ROC
          'AUC','config':{'num_thresholds':1}                                                    | 2 thresholds or more
          'MeanIoU','config':{'num_classes':3,'sparse_y_true':false}                             | sparse_y_pred
          'MeanIoU','config':{'num_classes':3,'axis':1}                                          | axis
          'IoU','config':{'num_classes':3,'target_class_ids':[3]}                                | [0, 3)
          'PrecisionAtRecall','config':{}                                                        | recall
          'Mean','config':{}                                                                     | no metric "Mean"
          """)
  void whatAHistoryCannotHoldIsNamed(String words, String said) throws IOException {
    Config described = read("{'class_name':" + words + "}");
    assertThatThrownBy(() -> described.instance(Metric.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(said);
  }

  private static Config read(String words) throws IOException {
    return JSON.read(words.replace('\'', '"'), "text");
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
