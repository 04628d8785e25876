package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.metrics.Metrics.categoricalAccuracy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.adamW;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.schedules.Schedules.piecewiseConstantDecay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cornu.config.ConfigException;
import org.cornu.losses.Loss;
import org.cornu.losses.Losses;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
import org.cornu.net.Net;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model was compiled with, in Keras's words. */
class CompileConfigTest {

  private static final KerasJson JSON = new KerasJson(KerasClasses.BUILT_IN);

  private static Compiled read(int width, String text) throws IOException {
    return CompileReader.read(JSON.read(text.replace('\'', '"'), "compile_config"), net(width));
  }

  private static Net net(int width) {
    return Net.chain(input(width), List.of(flatten().named("answer")));
  }

  private static Compiled compiled(Optimizer optimizer, Loss loss, List<Metric> metrics) {
    return new Compiled(optimizer, List.of(Objective.ofOnly(loss, metrics)), Optional.empty());
  }

  private static Loss loss(int width, String loss) throws IOException {
    return read(width, "{'optimizer':'sgd','loss':%s}".formatted(loss)).objectives().get(0).loss();
  }

  private static List<Metric> metrics(int width, String metrics) throws IOException {
    return read(width, "{'optimizer':'sgd','loss':'mse','metrics':%s}".formatted(metrics))
        .objectives()
        .get(0)
        .metrics();
  }

  private static String described(String className, String config) {
    return "{'module':'keras','class_name':'%s','config':{%s},'registered_name':null}"
        .formatted(className, config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'mse'",
        "'MSE'",
        "['mean_squared_error']",
        "{'answer':'MeanSquaredError'}",
        "{'answer':['mse']}"
      })
  void aLossHasManyWords(String words) throws IOException {
    assertThat(loss(1, words)).isEqualTo(meanSquaredError());
  }

  @Test
  void crossentropyIsResolvedByTheOutput() throws IOException {
    assertThat(loss(1, "'crossentropy'")).isEqualTo(binaryCrossentropy());
    assertThat(loss(3, "'CE'")).isEqualTo(categoricalCrossentropy());
    assertThat(loss(3, "'bce'")).isEqualTo(binaryCrossentropy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum_over_batch_size", "mean", "auto"})
  void aMeanHasManyNames(String name) throws IOException {
    String words = described("MeanSquaredError", "'reduction':'%s'".formatted(name));
    assertThat(loss(1, words)).isEqualTo(meanSquaredError());
  }

  @Test
  void aSumIsNoMeanAndOneByWeightsNoMeanOfSamples() throws IOException {
    assertThat(loss(1, described("MeanSquaredError", "'reduction':'sum'")))
        .isEqualTo(Losses.sum(meanSquaredError()));
    assertThat(loss(1, described("MeanSquaredError", "'reduction':'mean_with_sample_weight'")))
        .isEqualTo(Losses.meanWithSampleWeight(meanSquaredError()));
  }

  /** Keras takes the sum of what is not reduced: three samples, three times the step. */
  @ParameterizedTest
  @ValueSource(strings = {"null", "'none'"})
  void noMeanIsNoMean(String reduction) {
    String words = described("MeanSquaredError", "'reduction':" + reduction);
    assertThatThrownBy(() -> loss(1, words))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("compile_config.loss.config.reduction", "sum_over_batch_size");
  }

  @Test
  void theLastAxisMayBeCountedFromTheFront() throws IOException {
    String words = described("CategoricalCrossentropy", "'axis':%d,'label_smoothing':0.1");
    assertThat(loss(3, words.formatted(1))).isEqualTo(categoricalCrossentropy().labelSmoothing(.1));
    assertThatThrownBy(() -> loss(3, words.formatted(2))).hasMessageContaining("axis");
  }

  @Test
  void metricsGoByTheirWordsOrNames() throws IOException {
    assertThat(metrics(3, "['Accuracy']")).containsExactly(accuracy());
    assertThat(metrics(3, "{'answer':['acc','categorical_accuracy']}"))
        .containsExactly(accuracy(), categoricalAccuracy());
    assertThat(metrics(3, "[['SparseCategoricalAccuracy']]"))
        .containsExactly(categoricalAccuracy().named("SparseCategoricalAccuracy"));
    assertThat(metrics(3, "{'answer':'BinaryAccuracy'}"))
        .containsExactly(binaryAccuracy().named("BinaryAccuracy"));
    String function = "{'module':'builtins','class_name':'function','config':'%s'}";
    assertThat(metrics(3, "[%s]".formatted(function.formatted("binary_accuracy"))))
        .containsExactly(binaryAccuracy());
    String threshold = described("BinaryAccuracy", "'name':'b','threshold':0.25,'dtype':'float32'");
    assertThat(metrics(1, "[%s]".formatted(threshold)))
        .containsExactly(binaryAccuracy().threshold(.25).named("b"));
  }

  @Test
  void moreGuessesThanClassesAreAllRight() throws IOException {
    assertThat(metrics(3, "['top_k_categorical_accuracy']"))
        .containsExactly(topKCategoricalAccuracy(3));
  }

  @Test
  void twoMetricsOfOneNameAreNumbered() throws IOException {
    String k = described("TopKCategoricalAccuracy", "'k':%d,'name':'top'");
    String three = "[%s,%s,%s]".formatted(k.formatted(1), k.formatted(2), k.formatted(3));
    assertThat(metrics(4, three)).extracting(Metric::name).containsExactly("top", "top_1", "top_2");
    assertThat(metrics(4, "['accuracy','accuracy']")).containsExactly(accuracy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"categorical_accuracy", "sparse_top_k_categorical_accuracy"})
  void aSingleOutputIsNoChoiceOfClasses(String word) {
    assertThatThrownBy(() -> metrics(1, "['%s']".formatted(word)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("compile_config.metrics[0]", "2 or more classes, got 1");
  }

  @Test
  void aNameThatIsTakenIsNamed() {
    String words = described("TopKCategoricalAccuracy", "'name':'val_loss'");
    assertThatThrownBy(() -> metrics(3, "[%s]".formatted(words)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("compile_config.metrics", "val_loss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'loss_weights':null,'weighted_metrics':null",
        "'loss_weights':[1.0],'weighted_metrics':[]",
        "'loss_weights':{'answer':1},'weighted_metrics':{'answer':[]}",
        "'loss_weights':1.0,'jit_compile':true,'run_eagerly':true,'steps_per_execution':1"
      })
  void whatChangesNothingIsPassedOver(String options) throws IOException {
    Compiled read = read(1, "{'optimizer':'sgd','loss':'mse',%s}".formatted(options));
    assertThat(read).isEqualTo(compiled(sgd(), meanSquaredError(), List.of()));
  }

  @Test
  void stepsOfAnExecutionAreReadAndWritten() throws IOException {
    Compiled one = read(1, "{'optimizer':'sgd','loss':'mse'}");
    Compiled eight = read(1, "{'optimizer':'sgd','loss':'mse','steps_per_execution':8}");
    assertThat(one.stepsPerExecution()).isEqualTo(1);
    assertThat(eight)
        .isEqualTo(new Compiled(one.optimizer(), one.objectives(), 8, Optional.empty()));
    assertThatThrownBy(() -> read(1, "{'optimizer':'sgd','loss':'mse','steps_per_execution':0}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("compile_config.steps_per_execution", "1 or more", "0");
  }

  @Test
  void optimizersAreFoundInAnyCase() throws IOException {
    assertThat(read(1, "{'optimizer':'ADAM','loss':'mse'}").optimizer()).isEqualTo(adam());
    assertThat(read(1, "{'optimizer':'AdamW','loss':'mse'}").optimizer()).isEqualTo(adamW());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'nesterov':true,'momentum':0.0,'learning_rate':0.01",
        "'loss_scale_factor':1.0,'gradient_accumulation_steps':0",
        "'clipnorm':0,'use_ema':false"
      })
  void optionsThatChangeNothingArePassedOver(String options) throws IOException {
    String words = described("SGD", options);
    assertThat(read(1, "{'optimizer':%s,'loss':'mse'}".formatted(words)).optimizer())
        .isEqualTo(sgd());
  }

  @Test
  void aTrainingMayHaveComeToRest() throws IOException {
    String words = described("SGD", "'learning_rate':0.0");
    assertThat(read(1, "{'optimizer':%s,'loss':'mse'}".formatted(words)).optimizer().options())
        .satisfies(
            options -> assertThat(options.learningRate()).isEqualTo(new LearningRate.Settable(0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {3_000_000_000L, (1L << 53) + 1, Long.MAX_VALUE})
  void aBoundaryMayBeFarAway(long boundary) throws IOException {
    var optimizer = sgd(piecewiseConstantDecay(new long[] {5, boundary}, .3, .2, .1));
    Compiled compiled = compiled(optimizer, meanSquaredError(), List.of());
    String text = JSON.write(CompileConfig.write(compiled, net(4), JSON));
    assertThat(CompileReader.read(JSON.read(text, "text"), net(1))).isEqualTo(compiled);
  }

  @Test
  void allThatStandsAgainstItIsNamedAtOnce() {
    String optimizer = described("Adam", "'adagrad':true,'decay':2,'rho':1");
    String loss = described("MeanSquaredError", "'reduction':'none','delta':1.0");
    assertThatThrownBy(
            () ->
                read(
                    3,
                    "{'optimizer':%s,'loss':%s,'metrics':['accuracy','ctc',%s],'loss_weights':['much'],'weighted_metrics':['ctc'],'more':1}"
                        .formatted(optimizer, loss, described("Mean", ""))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "compile_config.optimizer.config.adagrad",
            "compile_config.optimizer.config.decay",
            "compile_config.optimizer.config.rho",
            "compile_config.loss.config.reduction",
            "compile_config.loss.config.delta",
            "compile_config.metrics[1]: there is no metric \"ctc\"",
            "there is no metric \"Mean\"",
            "compile_config.loss_weights",
            "compile_config.weighted_metrics[0]: there is no metric \"ctc\"",
            "compile_config.more");
  }

  @Test
  void metricsOfLabelsAsClassesAreKerassSparseOnes() throws IOException {
    List<Metric> metrics =
        List.of(accuracy(), categoricalAccuracy(), topKCategoricalAccuracy(2), binaryAccuracy());
    assertThat(written(sparseCategoricalCrossentropy(), metrics))
        .contains("\"accuracy\"")
        .contains("\"SparseCategoricalAccuracy\"", "\"SparseTopKCategoricalAccuracy\"")
        .contains("\"BinaryAccuracy\"")
        .doesNotContain("\"TopKCategoricalAccuracy\"", "\"CategoricalAccuracy\"");
    assertThat(written(categoricalCrossentropy(), metrics))
        .contains("\"TopKCategoricalAccuracy\"", "\"CategoricalAccuracy\"")
        .doesNotContain("Sparse");
  }

  private static String written(Loss loss, List<Metric> metrics) throws IOException {
    Compiled compiled = compiled(sgd(), loss, metrics);
    String text = JSON.write(CompileConfig.write(compiled, net(4), JSON));
    assertThat(CompileReader.read(JSON.read(text, "text"), net(4))).isEqualTo(compiled);
    return text;
  }
}
