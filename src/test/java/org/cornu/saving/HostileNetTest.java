package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.config.ConfigException;
import org.cornu.net.NetLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functional models that are wrong by mistake or on purpose: each is refused in words, and soon.
 */
@Timeout(20)
class HostileNetTest {

  private static final String INPUT =
      "{'class_name':'InputLayer','name':'i','config':{'name':'i','batch_shape':[null,4]},"
          + "'inbound_nodes':[]}";

  /**
   * A configuration.
   *
   * @param about what is wrong
   * @param json with single quotes
   * @param said parts of the message
   */
  private record Case(String about, String json, String... said) {
    @Override
    public String toString() {
      return about;
    }
  }

  private static String tensor(String layer, int call, int output) {
    return "{'class_name':'__keras_tensor__','config':{'keras_history':['%s',%d,%d]}}"
        .formatted(layer, call, output);
  }

  private static String node(String... tensors) {
    String args = String.join(",", tensors);
    return "{'args':[%s],'kwargs':{}}".formatted(tensors.length > 1 ? "[" + args + "]" : args);
  }

  private static String layer(String className, String name, String options, String... nodes) {
    return "{'class_name':'%s','name':'%2$s','config':{'name':'%2$s'%3$s},'inbound_nodes':[%4$s]}"
        .formatted(className, name, options, String.join(",", nodes));
  }

  private static String dense(String name, String... nodes) {
    return layer("Dense", name, ",'units':4", nodes);
  }

  private static String model(String name, List<String> layers, String ends) {
    return "{'class_name':'Functional','config':{'name':'%s','layers':[%s],%s}}"
        .formatted(name, String.join(",", layers), ends);
  }

  private static String model(String output, String... layers) {
    List<String> all = new ArrayList<>(List.of(INPUT));
    all.addAll(List.of(layers));
    return model("n", all, "'input_layers':['i',0,0],'output_layers':['%s',0,0]".formatted(output));
  }

  /** Each model calls the one within it so many times in a row. */
  private static String deep(int levels, int calls) {
    String json = model("d", dense("d", node(tensor("i", 0, 0))));
    for (int level = 0; level < levels; level++) {
      List<String> nodes = new ArrayList<>(List.of(node(tensor("i", 0, 0))));
      for (int call = 1; call < calls; call++) {
        nodes.add(node(tensor("m", call - 1, 0)));
      }
      String inner =
          json.substring(0, json.length() - 1)
              + ",'name':'m','inbound_nodes':[%s]}".formatted(String.join(",", nodes));
      json =
          model(
              "n",
              List.of(INPUT, inner),
              "'input_layers':['i',0,0],'output_layers':['m',%d,0]".formatted(calls));
    }
    return json;
  }

  private static String wide(int reads) {
    String[] tensors = new String[reads];
    Arrays.fill(tensors, tensor("i", 0, 0));
    return node(tensors);
  }

  static Stream<Case> cases() {
    String in = node(tensor("i", 0, 0));
    return Stream.of(
        new Case(
            "a cycle",
            model("b", dense("a", node(tensor("b", 0, 0))), dense("b", node(tensor("a", 0, 0)))),
            "[a, b] read one another in a cycle"),
        new Case("itself", model("a", dense("a", node(tensor("a", 0, 0)))), "[a] read one another"),
        new Case(
            "a layer that is not there",
            model("a", dense("a", node(tensor("b", 0, 0)))),
            "layer \"a\" reads output 0 of call 0 of \"b\", which there is not"),
        new Case(
            "a call that is not there",
            model("b", dense("a", in), dense("b", node(tensor("a", 1, 0)))),
            "layer \"b\" reads output 0 of call 1 of \"a\", which there is not"),
        new Case(
            "a call below 0",
            model("b", dense("a", in), dense("b", node(tensor("a", -1, 0)))),
            "reads output 0 of call -1 of \"a\", which there is not"),
        new Case(
            "an output that is not there",
            model("b", dense("a", in), dense("b", node(tensor("a", 0, 1)))),
            "reads output 1 of call 0 of \"a\", which there is not"),
        new Case("no output", model("b", dense("a", in)), "output_layers", "of \"b\""),
        new Case(
            "no ends",
            model("n", List.of(INPUT, dense("a", in)), "'input_layers':[],'output_layers':{}"),
            "input_layers: needs [layer, call, output], or several, got []"),
        new Case(
            "an input that is a layer",
            model(
                "n",
                List.of(INPUT, dense("a", in)),
                "'input_layers':['a',0,0],'output_layers':['a',0,0]"),
            "input_layers: needs InputLayers, got \"a\""),
        new Case("a name twice", model("a", dense("a", in), dense("a", in)), "got \"a\" twice"),
        new Case("nothing to read", model("a", dense("a", node())), "needs one input, got 0"),
        new Case(
            "two for one",
            model("a", dense("a", wide(2))),
            "Dense \"a\"",
            "needs one input, got 2"),
        new Case("very many for one", model("a", dense("a", wide(50_000))), "needs one input"),
        new Case(
            "very many that do not fit",
            model("a", dense("b", in), layer("Dot", "a", ",'axes':1", wide(50_000))),
            "Dot \"a\"",
            "needs two inputs, got 50000"),
        new Case(
            "no list of calls",
            model("a", dense("a", "7")),
            "inbound_nodes: needs a list of calls"),
        new Case("deep within", deep(5000, 1), "nesting depth"),
        new Case("calls without bound", deep(40, 2), "needs at most 20000 calls"),
        new Case(
            "a tensor that no layer reads",
            model(
                "a", dense("a", in.replace("'kwargs':{", "'kwargs':{'mask':" + tensor("i", 0, 0)))),
            "by the name \"mask\""));
  }

  private static StoredNet read(String json) throws IOException {
    KerasJson reader = new KerasJson(KerasClasses.BUILT_IN);
    return NetReader.read(reader.read(json.replace('\'', '"'), "f.keras: config.json"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedInWords(Case each) {
    assertThatThrownBy(() -> read(each.json))
        .isInstanceOfAny(ConfigException.class, IOException.class)
        .hasMessageStartingWith("f.keras: config.json")
        .hasMessageContainingAll(each.said)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2500));
  }

  /** Up to what is refused. */
  @Test
  void manyLayersAndCallsAndLevelsAreRead() throws IOException {
    List<String> layers = new ArrayList<>();
    for (int i = 4999; i >= 0; i--) {
      layers.add(dense("d" + i, node(tensor(i == 0 ? "i" : "d" + (i - 1), 0, 0))));
    }
    StoredNet chain = read(model("d4999", layers.toArray(String[]::new)));
    assertThat(chain.net().calls()).hasSize(5000);
    assertThat(read(deep(60, 1)).places()).hasSize(1);
    assertThat(read(deep(10, 2)).net().weights()).hasSize(2);
    assertThat(read(model("a", layer("Add", "a", "", wide(5000)))).net().calls()).hasSize(1);
  }

  /** Earlier Kerases took it; what is read of such a layer is found. */
  @Test
  void aNameMayHoldASlash() throws IOException {
    String json =
        model(
            "c/d", dense("a/b", node(tensor("i", 0, 0))), dense("c/d", node(tensor("a/b", 0, 0))));
    assertThat(read(json).net().layers()).extracting(NetLayer::name).containsExactly("a_b", "c_d");
  }
}
