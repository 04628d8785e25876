package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.layers.Input;
import org.cornu.layers.Layers;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Nets drawn at random have their layers in Keras's order, whole and cut. */
class TracingTest {

  static Stream<Golden> orders() {
    return Golden.all("layer_orders");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void layersAreInKerassOrder(Golden golden) {
    Net net = net(golden);
    assertThat(net.layers()).extracting(NetLayer::name).isEqualTo(layers(golden));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aPartIsOrderedAsIfItWereMadeAlone(Golden golden) {
    Net net = net(golden);
    List<Value> values = values(golden);
    for (int i = 0; i < golden.at("calls").size(); i++) {
      String name = golden.at("calls").get(i).get(0).stringValue();
      long calls = net.calls().stream().filter(c -> c.layer().name().equals(name)).count();
      if (calls == 1 && callsInAll(golden, name) == 1) {
        Value value = values.get(golden.at("inputs").size() + i);
        Net alone = Net.of(inputs(golden, values), List.of(value));
        Net part = Cut.upTo(net, name);
        assertThat(part.layers()).as("up to %s", name).isEqualTo(alone.layers());
        assertThat(part.calls())
            .as("up to %s", name)
            .extracting(Call::layer, Call::reads)
            .isEqualTo(alone.calls().stream().map(c -> tuple(c.layer(), c.reads())).toList());
      }
    }
  }

  private static long callsInAll(Golden golden, String layer) {
    return golden
        .at("calls")
        .valueStream()
        .filter(c -> c.get(0).stringValue().equals(layer))
        .count();
  }

  private static Net net(Golden golden) {
    List<Value> values = values(golden);
    List<Value> outputs =
        golden.at("outputs").valueStream().map(place -> values.get(place.intValue())).toList();
    return Net.of(inputs(golden, values), outputs);
  }

  private static List<Input> inputs(Golden golden, List<Value> values) {
    return values.stream().limit(golden.at("inputs").size()).map(Input.class::cast).toList();
  }

  private static List<Value> values(Golden golden) {
    List<Value> values = new ArrayList<>();
    for (JsonNode input : golden.at("inputs")) {
      values.add(Layers.input(2).named(input.stringValue()));
    }
    Map<String, Shared<?>> layers = new HashMap<>();
    for (JsonNode call : golden.at("calls")) {
      String name = call.get(0).stringValue();
      boolean isOne = name.startsWith("one");
      Shared<?> layer =
          layers.computeIfAbsent(
              name, n -> Layers.shared((isOne ? Layers.tanh() : Layers.add()).named(n)));
      values.add(
          layer.on(
              call.get(1).valueStream().map(v -> values.get(v.intValue())).toArray(Value[]::new)));
    }
    return values;
  }

  private static List<String> layers(Golden golden) {
    List<String> inputs = golden.at("inputs").valueStream().map(JsonNode::stringValue).toList();
    return golden
        .at("layers")
        .valueStream()
        .map(JsonNode::stringValue)
        .filter(name -> !inputs.contains(name))
        .toList();
  }
}
