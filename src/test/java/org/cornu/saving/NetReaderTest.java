package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.constraints.Constraints.nonNeg;
import static org.cornu.constraints.Constraints.unitNorm;
import static org.cornu.initializers.Initializers.zeros;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.regularizers.Regularizers.l1;
import static org.cornu.regularizers.Regularizers.l1l2;
import static org.cornu.regularizers.Regularizers.l2;
import static org.cornu.regularizers.Regularizers.orthogonalRegularizer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cornu.activations.Activations;
import org.cornu.layers.Conv;
import org.cornu.net.Call;
import org.cornu.net.NetLayer;
import org.cornu.net.NetWeight;
import org.junit.jupiter.api.Test;

/** What Keras's configurations say of nets, in words of several kinds. */
class NetReaderTest {

  private static final String INPUT = layer("InputLayer", "'name':'i','batch_shape':[null,4,4,2]");

  private static String layer(String className, String options) {
    return "{'class_name':'%s','module':'keras.layers','config':{%s}}"
        .formatted(className, options);
  }

  private static String sequential(String options, String... layers) {
    return "{'class_name':'Sequential','config':{%s,'layers':[%s]}}"
        .formatted(options, String.join(",", layers));
  }

  private static String conv(String options) {
    return layer("Conv2D", "'name':'c','filters':2,'kernel_size':1," + options);
  }

  private static StoredNet read(String json) throws IOException {
    KerasJson reader = new KerasJson(KerasClasses.BUILT_IN);
    return NetReader.read(reader.read(json.replace('\'', '"'), "f.keras: config.json"));
  }

  /** A chain of layers after the input. */
  private static StoredNet readLayers(String... layers) throws IOException {
    return read(sequential("'name':'n'", INPUT, String.join(",", layers)));
  }

  /** A chain of calls, each with its keyword arguments. */
  private static String functional(String options, String... layersAndArguments) {
    StringBuilder layers = new StringBuilder(INPUT.replace("}}", "},'name':'i'}"));
    layers.insert(layers.length() - 1, ",'inbound_nodes':[]");
    String read = "i";
    for (int i = 0; i < layersAndArguments.length; i += 2) {
      String name = layersAndArguments[i].replaceAll(".*?'name':'(\\w+)'.*", "$1");
      layers
          .append(',')
          .append(layersAndArguments[i], 0, layersAndArguments[i].length() - 1)
          .append(",'name':'%s','inbound_nodes':[{'args':[".formatted(name))
          .append(
              "{'class_name':'__keras_tensor__','config':{'keras_history':['%s',0,0]}}]"
                  .formatted(read))
          .append(",'kwargs':{%s}}]}".formatted(layersAndArguments[i + 1]));
      read = name;
    }
    return "{'class_name':'Functional','config':{%s,'layers':[%s],'input_layers':{'i':['i',0,0]},"
            .formatted(options, layers)
        + "'output_layers':[['%s',0,0]]}}".formatted(read);
  }

  @Test
  void allThatStandsInTheWayIsSaidAtOnceByLayer() {
    String json =
        sequential(
            "'name':'n'",
            INPUT,
            layer("Bend", "'name':'bent'"),
            layer("Conv2D", "'name':'c','filters':2,'kernel_size':1,'rank':2,'lora':4"),
            layer("Flatten", "'name':'f'"),
            layer("Dense", "'name':'d','units':2,'activation':'step'"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(json))
        .withMessageStartingWith("f.keras: config.json: 3 layers cannot be read:")
        .withMessageContainingAll(
            "layer \"bent\": config.layers[1].config: there is no layer \"Bend\"",
            "layer \"c\": config.layers[2].config.rank: Cornu has no such option, got 2",
            "config.layers[2].config.lora: Cornu has no such option, got 4",
            "layer \"d\": config.layers[4].config.activation: ");
  }

  @Test
  void whatOnlyTrainingNeedsIsLeftOut() throws IOException {
    StoredNet net =
        readLayers(
            conv(
                "'kernel_initializer':'orthonormal','kernel_regularizer':'l3',"
                    + "'bias_regularizer':null"),
            layer("BatchNormalization", "'name':'b','moving_mean_initializer':'l3'"));
    assertThat(net.remarks())
        .extracting(Remark::layer, Remark::touches)
        .containsExactlyInAnyOrder(
            tuple("c", Remark.Touches.FIRST_VALUES),
            tuple("c", Remark.Touches.TRAINING),
            tuple("b", Remark.Touches.FIRST_VALUES));
    assertThat(net.remarks().toString()).contains("kernel_regularizer", "\"l3\"", "orthonormal");
  }

  @Test
  void regularizersAndConstraintsGoByNamesAndByObjects() throws IOException {
    StoredNet net =
        readLayers(
            conv(
                "'kernel_regularizer':'l2','bias_regularizer':'l1','kernel_constraint':'max_norm',"
                    + "'activity_regularizer':{'class_name':'L1L2','config':{'l1':0.0,'l2':0.01}},"
                    + "'bias_constraint':{'class_name':'UnitNorm','config':{'axis':[0]}}"),
            layer(
                "BatchNormalization",
                "'name':'b','gamma_regularizer':'orthogonal_regularizer',"
                    + "'beta_constraint':'non_neg','gamma_initializer':'zeros'"));
    assertThat(net.remarks()).isEmpty();
    assertThat(net.net().layers())
        .extracting(NetLayer::layer)
        .containsExactly(
            conv2d(2, 1)
                .kernelRegularizer(l2())
                .biasRegularizer(l1())
                .activityRegularizer(l1l2(0, 0.01))
                .kernelConstraint(maxNorm())
                .biasConstraint(unitNorm()),
            batchNormalization()
                .gammaRegularizer(orthogonalRegularizer())
                .betaConstraint(nonNeg())
                .gammaInitializer(zeros()));
  }

  @Test
  void theLayersOwnFlagsDecideWhetherTheyAreTrained() throws IOException {
    String dense = layer("Dense", "'name':'d','units':2");
    String frozen = layer("Dense", "'name':'e','units':2,'trainable':false");
    String inner = sequential("'name':'inner','trainable':false", dense, frozen);
    assertThat(trained(sequential("'name':'n','trainable':false", INPUT, inner)))
        .containsExactly("inner/d/kernel", "inner/d/bias");
    assertThat(trained(functional("'name':'n','trainable':true", inner, "")))
        .containsExactly("inner/d/kernel", "inner/d/bias");
    assertThat(trained(functional("'name':'n','trainable':false", inner, ""))).isEmpty();
  }

  private static List<String> trained(String json) throws IOException {
    return read(json).net().weights().stream()
        .filter(NetWeight::trainable)
        .map(NetWeight::path)
        .toList();
  }

  @Test
  void whatACallSaysOfTrainingHoldsForTheLayersInIt() throws IOException {
    String drop = layer("Dropout", "'name':'a','rate':0.5");
    String inner = sequential("'name':'inner'", layer("Dropout", "'name':'b','rate':0.5"));
    String last = layer("Dropout", "'name':'c','rate':0.5");
    StoredNet net =
        read(
            functional(
                "'name':'n'",
                drop,
                "'training':true",
                inner,
                "'training':false,'mask':null",
                last,
                "'training':null"));
    assertThat(net.net().calls())
        .extracting(Call::training)
        .containsExactly(Optional.of(true), Optional.of(false), Optional.empty());
    assertThat(net.remarks())
        .singleElement()
        .matches(each -> each.touches(Remark.Touches.PREDICTION) && each.layer().equals("a"));
  }

  @Test
  void modelsWithinModelsStayModels() throws IOException {
    String inner = sequential("'name':'a'", layer("Dense", "'name':'d','units':2"));
    String deep = sequential("'name':'a_'", layer("Dense", "'name':'d','units':3"));
    StoredNet net = readLayers(inner, layer("Dense", "'name':'a_d','units':4"), deep);
    assertThat(net.net().layers()).extracting(NetLayer::name).containsExactly("a", "a_d", "a_");
    assertThat(net.net().weights())
        .extracting(NetWeight::path)
        .contains("a/d/kernel", "a_d/kernel", "a_/d/kernel");
  }

  /** Earlier Kerases took such names, and one for an input and a layer of a Sequential. */
  @Test
  void namesThatANetCannotHaveAreChanged() throws IOException {
    String first = layer("Dense", "'name':'a/b','units':2");
    String second = layer("Dense", "'name':'a_b','units':2");
    String third = layer("Dense", "'name':'i','units':2");
    StoredNet net = readLayers(first, second, third);
    assertThat(net.net().layers()).extracting(NetLayer::name).containsExactly("a_b_", "a_b", "i");
    assertThat(net.net().input().name()).isEqualTo("i_");
  }

  @Test
  void anActivationMayBeALayerAndASoftmaxNameItsAxis() throws IOException {
    String relu = layer("ReLU", "'name':'r','trainable':true,'negative_slope':0.0");
    StoredNet net =
        readLayers(conv("'activation':" + relu), layer("Softmax", "'name':'s','axis':3"));
    assertThat(((Conv) net.net().layers().get(0).layer()).activation())
        .isEqualTo(Activations.relu());
    assertThat(net.net().layers().get(1).layer()).isEqualTo(softmax(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readLayers(layer("Softmax", "'name':'s','axis':4")))
        .withMessageContainingAll("Softmax \"s\"", "needs an axis from 1 to 3", "got 4");
  }

  @Test
  void namesAreBounded() {
    String name = "x".repeat(100_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readLayers(layer("Flatten", "'name':'%s'".formatted(name))))
        .withMessageContaining("needs at most 1000 characters, has 100000")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
  }
}
