package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.losses.Objective.objective;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.layers.Input;
import org.cornu.losses.Objective;
import org.cornu.net.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model of several outputs was compiled with, in Keras's words. */
class ObjectivesConfigTest {

  private static final KerasJson JSON = new KerasJson(KerasClasses.BUILT_IN);
  private static final Net NET = net();

  private static Net net() {
    Input x = input(4);
    return Net.of(
        List.of(x), List.of(dense(3).named("kind").on(x), dense(1).named("a_size").on(x)));
  }

  private static Config config(String text) throws IOException {
    String all = "{'optimizer':'sgd',%s}".formatted(text).replace('\'', '"');
    return JSON.read(all, "compile_config");
  }

  private static List<Objective> read(String text) throws IOException {
    return CompileReader.read(config(text), NET).objectives();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'loss':['categorical_crossentropy','mse'],'loss_weights':[1,0.5],'metrics':[['acc'],[]]",
        "'loss':{'a_size':'mse','kind':'categorical_crossentropy'},'loss_weights':{'a_size':0.5},"
            + "'metrics':{'kind':'accuracy'}",
        "'loss':['ce',['mse']],'loss_weights':[null,0.5],'metrics':['acc',null]",
        // Weights by names beside losses by place are taken in the order of the names.
        "'loss':['ce','mse'],'loss_weights':{'kind':0.5,'a_size':1},'metrics':[['acc'],null]"
      })
  void byPlaceOrByName(String words) throws IOException {
    assertThat(read(words))
        .containsExactly(
            objective("kind", categoricalCrossentropy()).metrics(accuracy()),
            objective("a_size", meanSquaredError()).weight(0.5));
  }

  @Test
  void oneWordIsForAllAndResolvedByEach() throws IOException {
    assertThat(read("'loss':'crossentropy','metrics':null,'loss_weights':null"))
        .containsExactly(
            objective("kind", categoricalCrossentropy()),
            objective("a_size", binaryCrossentropy()));
  }

  @Test
  void anOutputMayBeLeftUntrained() throws IOException {
    List<Objective> size = List.of(objective("a_size", meanSquaredError()).weight(2));
    assertThat(read("'loss':[null,'mse'],'loss_weights':[1,2]")).isEqualTo(size);
    assertThat(read("'loss':{'kind':null,'a_size':'mse'},'loss_weights':{'kind':null,'a_size':2}"))
        .isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'loss':['mse']                                   | loss: needs 2, one for each output of [kind, a_size], got 1
          'loss':{'size':'mse','kind':'mse'}               | loss: needs names of outputs, of [kind, a_size], got [size]
          'loss':'mse','metrics':['acc']                   | metrics: needs 2, one for each output
          'loss':'mse','loss_weights':{'sizes':1}          | loss_weights: needs names of outputs
          'loss':{'a_size':'mse'},'metrics':{'kind':'acc'} | metrics.kind: needs a loss of the output
          'loss':{'kind':'mse','a_size':'ctc'}             | compile_config.loss.a_size
          'loss':'mse','metrics':[['acc'],['ctc']]         | compile_config.metrics.a_size[0]: there is no metric "ctc"
          'loss':[null,null]                               | loss: needs that of an output
          """)
  void whatDoesNotFitIsSaid(String words, String said) {
    assertThatThrownBy(() -> read(words))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(said);
  }

  @Test
  void isWrittenByTheNamesOfAllOutputs() throws IOException {
    Objective kind =
        objective("kind", sparseCategoricalCrossentropy())
            .metrics(accuracy(), topKCategoricalAccuracy(2));
    Objective size =
        objective("a_size", binaryCrossentropy()).weight(0.5).metrics(binaryAccuracy());
    assertThat(written(kind, size)).contains("SparseTopKCategoricalAccuracy");
    assertThat(written(size))
        .contains("\"loss\":{\"kind\":null,")
        .contains("\"loss_weights\":{\"kind\":null,\"a_size\":0.5}");
  }

  private static String written(Objective... objectives) throws IOException {
    Compiled compiled = new Compiled(sgd(), List.of(objectives), Optional.empty());
    String text = JSON.write(CompileConfig.write(compiled, NET, JSON));
    assertThat(CompileReader.read(JSON.read(text, "text"), NET)).isEqualTo(compiled);
    return text;
  }
}
