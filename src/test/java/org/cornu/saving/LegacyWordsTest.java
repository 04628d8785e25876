package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.cornu.activations.Activations.hardSigmoid;
import static org.cornu.activations.Activations.tanh;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.recurrent.Recurrent.bidirectional;
import static org.cornu.recurrent.Recurrent.gru;
import static org.cornu.recurrent.Recurrent.gruCell;
import static org.cornu.recurrent.Recurrent.lstm;
import static org.cornu.recurrent.Recurrent.lstmCell;
import static org.cornu.recurrent.Recurrent.rnn;
import static org.cornu.recurrent.Recurrent.simpleRnn;
import static org.cornu.recurrent.Recurrent.timeDistributed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.recurrent.LSTM;
import org.cornu.recurrent.SimpleRNN;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recurrent layers in the words of Keras 1 and 2, and layers within layers. */
class LegacyWordsTest {

  private static final String STATES =
      "'output_dim':2,'init':'glorot_uniform','inner_init':'orthogonal','activation':'tanh','W_regularizer':null,"
          + "'U_regularizer':null,'b_regularizer':null,'dropout_W':0.1,'dropout_U':0.2,'return_sequences':true,"
          + "'go_backwards':false,'stateful':false,'unroll':false,'consume_less':'cpu','input_dim':4,'input_length':6";

  @TempDir private Path folder;

  private static String described(String className, String options) {
    return "{'class_name':'%s','config':{'name':'n','trainable':true,%s}}"
        .formatted(className, options);
  }

  private static Net net(String layer) throws IOException {
    return stored(layer).net();
  }

  private static StoredNet stored(String layer) throws IOException {
    String json =
        "{'class_name':'Sequential','config':[{'class_name':'Activation','config':{'name':'first',"
            + "'activation':'linear','batch_input_shape':[null,6,4]}},%s]}";
    KerasJson reading = new KerasJson(KerasClasses.BUILT_IN);
    Config config = reading.read(json.formatted(layer).replace('\'', '"'), "f.h5");
    return NetReader.read(new LegacyConfig(KerasClasses.BUILT_IN).of(LegacyActivations.of(config)));
  }

  private static Layer layer(String layer) throws IOException {
    return net(layer).layers().get(1).layer();
  }

  static Stream<Arguments> words() {
    LSTM lstm =
        lstm(2)
            .recurrentActivation(hardSigmoid(0.2))
            .dropout(0.1)
            .recurrentDropout(0.2)
            .returnSequences();
    SimpleRNN simple = simpleRnn(2).dropout(0.1).recurrentDropout(0.2).returnSequences();
    String ofLstm = STATES + ",'inner_activation':'hard_sigmoid','forget_bias_init':'%s'";
    String one = ofLstm.formatted("one");
    return Stream.of(
        Arguments.of(described("LSTM", one), lstm),
        Arguments.of(described("LSTM", ofLstm.formatted("zero")), lstm.noUnitForgetBias()),
        Arguments.of(described("SimpleRNN", STATES), simple),
        Arguments.of(
            described("GRU", STATES + ",'inner_activation':'hard_sigmoid'"),
            gru(2)
                .resetBefore()
                .recurrentActivation(hardSigmoid(0.2))
                .dropout(0.1)
                .recurrentDropout(0.2)
                .returnSequences()),
        Arguments.of(
            described("Bidirectional", "'merge_mode':'concat','layer':" + described("LSTM", one)),
            bidirectional(lstm)),
        Arguments.of(
            described(
                "TimeDistributed", "'layer':" + described("Dense", "'output_dim':3,'bias':false")),
            timeDistributed(dense(3).noBias())),
        Arguments.of(
            described("TimeDistributedDense", "'output_dim':3,'input_dim':4,'input_length':6"),
            dense(3)),
        Arguments.of(
            described(
                "Embedding",
                "'input_dim':5,'output_dim':2,'init':'uniform','dropout':0.0,'W_regularizer':null,"
                    + "'input_length':6,'input_dtype':'int32'"),
            embedding(5, 2).embeddingsInitializer(Initializers.randomUniform(-0.05, 0.05))),
        // Of Keras 2, where they say no more than the layers of today.
        Arguments.of(described("CuDNNLSTM", "'units':2,'unit_forget_bias':true"), lstm(2)),
        Arguments.of(described("CuDNNGRU", "'units':2"), gru(2)),
        Arguments.of(described("GRU", "'units':2"), gru(2).resetBefore()),
        Arguments.of(
            described(
                "LSTM", "'units':2,'time_major':false,'implementation':1,'activation':'tanh'"),
            lstm(2).activation(tanh())),
        Arguments.of(
            described(
                "Bidirectional",
                "'layer':%s,'backward_layer':%s"
                    .formatted(
                        described("CuDNNGRU", "'units':2"),
                        described("GRU", "'units':2,'go_backwards':true"))),
            bidirectional(gru(2)).backwardLayer(gru(2).resetBefore().goBackwards())),
        Arguments.of(
            described(
                "RNN",
                "'cell':"
                    + described(
                        "StackedRNNCells",
                        "'cells':[%s,%s]"
                            .formatted(
                                described("GRUCell", "'units':2"),
                                described("LSTMCell", "'units':2")))),
            rnn(gruCell(2).resetBefore(), lstmCell(2))));
  }

  @ParameterizedTest
  @MethodSource("words")
  void eachIsALayerOfToday(String old, Layer today) throws IOException {
    assertThat(layer(old)).isEqualTo(today);
  }

  @Test
  void whatIsLeftOutOfALayerWithinIsSaid() throws IOException {
    String within = described("LSTM", "'units':2,'stateful':true");
    assertThat(stored(described("Bidirectional", "'layer':" + within)).remarks())
        .anyMatch(each -> each.touches(Remark.Touches.PREDICTION))
        .anyMatch(each -> each.touches(Remark.Touches.TRAINING));
  }

  private static final String WITHIN =
      """
      {'class_name':'Bidirectional','config':{'name':'both','trainable':true,'dtype':'float32',
       'layer':{'class_name':'GRU','config':{'name':'a','trainable':true,'dtype':'float32','units':2,
         'return_sequences':true}},
       'backward_layer':{'class_name':'GRU','config':{'name':'b','trainable':false,'dtype':'mixed_bfloat16',
         'units':2,'return_sequences':true,'go_backwards':true}}}},
      {'class_name':'TimeDistributed','config':{'name':'each','trainable':true,
       'layer':{'class_name':'Dense','config':{'name':'c','trainable':false,'units':3}}}}
      """;

  /** They were trained, and computed, as the layer around them. */
  @Test
  void whatIsWithinKeepsItsFlagAndItsPrecision() throws IOException {
    Net net = net(WITHIN);
    assertThat(trained(net))
        .isEqualTo(
            Map.of("both/forward_layer", true, "both/backward_layer", false, "each/layer", false));
    KerasModel model = KerasCases.model(net, null);
    Path file = folder.resolve("within.keras");
    KerasArchive.write(model, KerasClasses.BUILT_IN, file);
    Net read = ModelFile.read(file, KerasClasses.BUILT_IN).net();
    assertThat(read.layers()).isEqualTo(net.layers());
    assertThat(trained(read)).isEqualTo(trained(net));
    assertThat(NetConfig.write("n", read, new KerasJson(KerasClasses.BUILT_IN)).toString())
        .contains("mixed_bfloat16");
  }

  /** Whether the weights of a part are trained, by its path. */
  private static Map<String, Boolean> trained(Net net) {
    return net.weights().stream()
        .collect(
            Collectors.toMap(
                weight -> String.join("/", List.of(weight.path().split("/")).subList(0, 2)),
                NetWeight::trainable,
                Boolean::logicalAnd));
  }

  @Test
  void aKernelForInputsIsNoneForStates() {
    float[][] kernel = {{1, 2}, {3, 4}};
    LegacyDraft draft =
        new LegacyDraft()
            .with("keras_version", "2.2.4")
            .with(
                "model_config",
                """
                {"class_name":"Sequential","config":[{"class_name":"SimpleRNN","config":{"name":"a",
                  "batch_input_shape":[null,3,2],"units":2,"use_bias":false}}]}
                """)
            .layer("a", "a/recurrent_kernel:0", kernel, "a/kernel:0", kernel);
    assertThatIOException()
        .isThrownBy(() -> ModelFile.read(draft.write(folder), KerasClasses.BUILT_IN))
        .withMessageContaining("a/recurrent_kernel:0: stands where the weight \"a/cell/kernel\"");
  }
}
