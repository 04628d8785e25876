package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.constraints.Constraints.nonNeg;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.regularizers.Regularizers.l1l2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cornu.activations.Activations;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.goldens.Tensors;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.cornu.initializers.VarianceScaling;
import org.cornu.layers.Dense;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

/** Words that only some files have, and files in which not all is where it should be. */
class LegacyDialectTest {

  private static final String DENSE =
      """
      {"class_name":"Sequential","config":[
        {"class_name":"Dense","config":{"name":"a","batch_input_shape":[null,2],"output_dim":2%s}}]}
      """;
  private static final float[][] KERNEL = {{1, 2}, {3, 4}};
  private static final float[] BIAS = {5, 6};

  private final NativeMemory memory = new NativeMemory();

  @TempDir private Path folder;

  private static LegacyDraft denseOf(String more) {
    return new LegacyDraft()
        .with("model_config", DENSE.formatted(more))
        .with("keras_version", "1.2.2");
  }

  private KerasModel read(LegacyDraft draft, KerasClass<?>... own) throws IOException {
    return ModelFile.read(draft.write(folder), KerasClasses.BUILT_IN.with(own));
  }

  @Test
  void aListInSeveralAttributesIsOne() throws IOException {
    LegacyDraft draft =
        new LegacyDraft()
            .with("keras_version", "2.1.0")
            .with(
                "model_config",
                """
                {"class_name":"Sequential","config":[
                  {"class_name":"Dense","config":{"name":"a","batch_input_shape":[null,2],
                    "units":2,"use_bias":false}},
                  {"class_name":"Dense","config":{"name":"b","units":2,"use_bias":false}}]}
                """)
            .layer("a", "a/kernel:0", KERNEL)
            .layer("b", "b/kernel:0", new float[][] {{7, 8}, {9, 10}});
    KerasModel model = read(draft);
    assertThat(Tensors.floats(model.weights().get("a/kernel"))).containsExactly(1, 2, 3, 4);
    assertThat(Tensors.floats(model.weights().get("b/kernel"))).containsExactly(7, 8, 9, 10);
    assertThat(model.compiled()).isEmpty();
    assertThat(model.problem()).isEmpty();
  }

  @Test
  void initializersOfOldAreThoseOfToday() throws IOException {
    LegacyDraft draft =
        denseOf(
                """
                ,"kernel_initializer":{"class_name":"VarianceScaling","config":{"scale":2.0,
                "mode":"fan_in","distribution":"normal","seed":null,"dtype":"float32"}}
                """)
            .layer("a", "a_W:0", KERNEL, "a_b:0", BIAS);
    Dense dense = (Dense) read(draft).net().layers().get(0).layer();
    assertThat(((VarianceScaling) dense.options().kernel().initializer()).className())
        .isEqualTo("HeNormal");
  }

  /** Keras 3 has another slope. */
  @ParameterizedTest
  @CsvSource({"1.2.2,0.2", "2.15.0,0.2", "3.0.5,0"})
  void aHardSigmoidOfOldHasItsSlope(String version, double slope) throws IOException {
    LegacyDraft draft =
        denseOf(",\"activation\":\"hard_sigmoid\"")
            .with("keras_version", version)
            .layer("a", "a_W:0", KERNEL, "a_b:0", BIAS);
    Dense dense = (Dense) read(draft).net().layers().get(0).layer();
    assertThat(dense.activation())
        .isEqualTo(slope == 0 ? Activations.hardSigmoid() : Activations.hardSigmoid(slope));
  }

  @Test
  void regularizersAndConstraintsOfOldAreThoseOfToday() throws IOException {
    LegacyDraft draft =
        denseOf(
                """
                ,"W_regularizer":{"name":"L1L2Regularizer","l1":0.0,"l2":0.01},
                "b_regularizer":{"name":"WeightRegularizer","l1":0.02,"l2":0.0},
                "activity_regularizer":null,
                "W_constraint":{"name":"MaxNorm","m":3,"axis":0},"b_constraint":{"name":"NonNeg"}
                """)
            .layer("a", "a_W:0", KERNEL, "a_b:0", BIAS);
    assertThat(read(draft).net().layers().get(0).layer())
        .isEqualTo(
            dense(2)
                .kernelRegularizer(l1l2(0, 0.01))
                .biasRegularizer(l1l2(0.02, 0))
                .kernelConstraint(maxNorm(3))
                .biasConstraint(nonNeg()));
  }

  @ParameterizedTest
  @CsvSource({
    "a_b:0,a_W:0",
    "a/bias:0,a/kernel:0",
    "a/gamma:0,a/beta:0",
    "a/embeddings:0,a/bias:0"
  })
  void aNameOfAnotherWeightIsRefused(String first, String second) {
    assertThatIOException()
        .isThrownBy(() -> read(denseOf("").layer("a", first, KERNEL, second, BIAS)))
        .withMessageContaining("model_weights/a/" + first)
        .withMessageContaining("the weight \"a/kernel\" is needed");
  }

  @Test
  void weightsWithoutNamesGoByOrder() throws IOException {
    KerasModel model = read(denseOf("").layer("a", "param_0", KERNEL, "param_1", BIAS));
    assertThat(Tensors.floats(model.weights().get("a/bias"))).containsExactly(5, 6);
  }

  @Test
  void layersOfAModelInTheModelAreToldApartByName() {
    LegacyDraft draft =
        new LegacyDraft()
            .with("keras_version", "2.2.4")
            .with(
                "model_config",
                """
                {"class_name":"Sequential","config":{"name":"outer","layers":[
                  {"class_name":"Sequential","config":{"name":"inner","layers":[
                    {"class_name":"Dense","config":{"name":"a","batch_input_shape":[null,2],
                      "units":2,"use_bias":false}},
                    {"class_name":"Dense","config":{"name":"b","units":2,"use_bias":false}}]}}]}}
                """)
            .layer("inner", "b/kernel:0", KERNEL, "a/kernel:0", KERNEL);
    assertThatIOException()
        .isThrownBy(() -> read(draft))
        .withMessageContaining("inner/b/kernel:0: stands where the weight \"inner/a/kernel\"");
  }

  @Test
  void kernelsOfTheanoAreRefused() throws IOException {
    Net net = Net.chain(input(3, 3, 1), List.of(conv2d(1, 1).noBias().named("c")));
    LegacyDraft draft = new LegacyDraft().layer("c", "c_W", new float[1][1][1][1]);
    try (Hdf5 file = Hdf5.open(Source.of(draft.write(folder)), memory)) {
      assertThatIOException()
          .isThrownBy(() -> LegacyWeights.read(file, "model_weights", StoredNet.of("", net)))
          .withMessageContaining("Theano");
    }
  }

  @Test
  void deviationsThatMayBeVariancesAreRefused() throws IOException {
    Net net = Net.chain(input(2), List.of(batchNormalization().noScale().noCenter().named("n")));
    LegacyDraft draft =
        new LegacyDraft().layer("n", "n_running_mean:0", BIAS, "n_running_std:0", BIAS);
    try (Hdf5 file = Hdf5.open(Source.of(draft.write(folder)), memory)) {
      assertThatIOException()
          .isThrownBy(() -> LegacyWeights.read(file, "model_weights", StoredNet.of("", net)))
          .withMessageContaining("n_running_std:0: is a deviation up to Keras 1.0.5");
    }
  }

  @Test
  void otherNumbersOfLayersAndWeightsAreRefused() throws IOException {
    Net net = Net.chain(input(2), List.of(dense(2).named("a"), dense(2).named("b")));
    try (Hdf5 file =
        Hdf5.open(
            Source.of(denseOf("").layer("a", "a_W:0", KERNEL, "a_b:0", BIAS).write(folder)),
            memory)) {
      assertThatIOException()
          .isThrownBy(() -> LegacyWeights.read(file, "model_weights", StoredNet.of("", net)))
          .withMessageContaining("needs 2 layers with weights, [a, b]; the file has 1: [a]");
    }
    assertThatIOException()
        .isThrownBy(() -> read(denseOf("").layer("a", "a_W:0", KERNEL)))
        .withMessageContaining("layer \"a\" needs 2 weights, the file has [a_W:0]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "math.foo | {\"name\":null} | tf.math.foo;",
        "linalg.matmul | {\"b\":[\"x\",0,0],\"transpose_b\":true} | tf.linalg.matmul with transpose_b;",
        "math.l2_normalize | {} | tf.math.l2_normalize;",
        "math.add | {\"y\":[0.4,0.5,0.6]} | tf.math.add of what is neither",
        "math.add | {\"y\":true} | tf.math.add of what is neither",
        "__operators__.getitem | {\"slice_spec\":[{\"class_name\":\"__ellipsis__\"},0]} | needs places, slices and new axes",
        "__operators__.getitem | {\"slice_spec\":0} | the whole batch and parts",
        "math.abs | {}],[\"x\",0,0,{} | tf.math.abs in other than one call",
      })
  void aFunctionThatCornuLacksIsNamed(String function, String arguments, String message) {
    String model =
        """
        {"class_name":"Model","config":{"name":"m","layers":[
          {"class_name":"InputLayer","name":"x","inbound_nodes":[],
           "config":{"name":"x","batch_input_shape":[null,2,2]}},
          {"class_name":"TFOpLambda","name":"f","inbound_nodes":[["x",0,0,%s]],
           "config":{"name":"f","function":"%s"}}],
         "input_layers":[["x",0,0]],"output_layers":[["f",0,0]]}}
        """
            .formatted(arguments, function);
    assertThatIOException()
        .isThrownBy(() -> read(new LegacyDraft().with("model_config", model)))
        .withMessageContaining("layer \"f\"")
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"class_name\":\"FlaxLayer\",\"config\":{\"name\":\"a\"}} | there is no layer \"FlaxLayer\"",
        "{\"class_name\":\"Dense\",\"config\":{\"name\":\"a\",\"units\":1,\"new\":1}} | config.new: Cornu has no such option",
        "{\"class_name\":\"Activation\",\"config\":{\"name\":\"a\",\"activation\":\"step\"}} | activation: there is no activation function \"step\"",
        "{\"class_name\":\"ReLU\",\"config\":{\"name\":\"a\",\"max_value\":-5.0}} | relu needs a greatest value of 0 or more, got -5.0",
        "{\"class_name\":\"Softmax\",\"config\":{\"name\":\"a\",\"axis\":0}} | softmax needs an axis from 1 on",
        "{\"class_name\":\"BatchNormalization\",\"config\":{\"name\":\"a\",\"mode\":2}} | mode: Cornu has no such option"
      })
  void whatCornuLacksIsNamed(String layer, String message) {
    String first = "{\"class_name\":\"Flatten\",\"config\":{\"batch_input_shape\":[null,2]}},";
    String model = "{\"class_name\":\"Sequential\",\"config\":[%s%s]}".formatted(first, layer);
    assertThatIOException()
        .isThrownBy(() -> read(new LegacyDraft().with("model_config", model)))
        .withMessageContaining("model_config", "layer \"a\"")
        .withMessageContaining(message);
  }

  @Test
  void whatGivesWholeNumbersSaysTheirTypeInPlaceOfAPrecision() throws IOException {
    String model =
        """
        {"class_name":"Sequential","config":{"name":"s","layers":[
          {"class_name":"InputLayer",
           "config":{"name":"x","batch_input_shape":[null,1],"dtype":"int64"}},
          {"class_name":"IntegerLookup",
           "config":{"name":"a","dtype":"int64","vocabulary":[7],"vocabulary_size":2}},
          {"class_name":"Embedding","config":{"name":"e","input_dim":2,"output_dim":2}}]}}
        """;
    LegacyDraft draft =
        new LegacyDraft().with("model_config", model).layer("e", "e/embeddings:0", KERNEL);
    assertThat(read(draft).net().outputSpecs().get(0))
        .isEqualTo(new Spec(Shape.of(1, 2), DType.FLOAT32));
  }

  @Test
  void aClassOfTheUsersIsFoundWithoutItsModule() throws IOException {
    KerasClass<Layer> own =
        new KerasClass<>(Layer.class, "Mine", Dense.class, LegacyDialectTest::mine);
    LegacyDraft draft =
        new LegacyDraft()
            .with(
                "model_config",
                """
                {"class_name":"Sequential","config":[{"class_name":"pack>Mine",
                  "config":{"name":"a","batch_input_shape":[null,2],"p":2}}]}
                """)
            .layer("a", "a/kernel:0", KERNEL, "a/bias:0", BIAS);
    assertThat(((Dense) read(draft, own).net().layers().get(0).layer()).units()).isEqualTo(2);
  }

  private static Layer mine(Config config) {
    return dense(config.integer("p"));
  }
}
