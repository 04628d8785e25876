package org.cornu.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Placed;
import org.cornu.layers.Value;
import org.tensorflow.ndarray.Shape;

/**
 * Layers, and their calls in an order in which each reads inputs of the net or what calls before it
 * give. Values are numbered: the inputs first, then what each call gives. A value itself: it knows
 * shapes and weights, and holds neither numbers nor ops.
 */
public final class Net {

  private final NetKind kind;
  private final List<NetInput> inputs;
  private final List<NetLayer> layers;
  private final List<Call> calls;
  private final List<Integer> outputs;
  private final int hash; // of nets in nets, which would else be walked again and again
  private final Walk walk;
  private final Map<String, List<Spec>> reads = new HashMap<>(); // by layer, of its first call
  private final List<NetWeight> allWeights;
  private final Map<String, List<NetWeight>> weights = new LinkedHashMap<>(); // by layer

  /**
   * Walks the shapes.
   *
   * @param layers those that are called, in Keras's order, which is that of the weights
   * @param outputs numbers of the values that the net gives
   * @throws IllegalArgumentException if there is no layer, two have one name, two weights of one
   *     layer have, a call reads a value that is not before it, or a layer cannot read what it is
   *     given; the message names the layer
   */
  public Net(
      NetKind kind,
      List<NetInput> inputs,
      List<NetLayer> layers,
      List<Call> calls,
      List<Integer> outputs) {
    // A Sequential has no calls that could say something.
    boolean says = calls.stream().anyMatch(Call::saysSomething);
    this.kind = says ? NetKind.FUNCTIONAL : kind;
    this.inputs = List.copyOf(inputs);
    this.layers = List.copyOf(layers);
    this.calls = List.copyOf(calls);
    this.outputs = List.copyOf(outputs);
    NetLayer.require(this.layers);
    this.hash = parts().hashCode();
    this.walk = Walk.of(this.inputs, this.calls);
    this.layers.forEach(layer -> weights.put(layer.name(), List.of()));
    for (Call call : this.calls) {
      if (reads.putIfAbsent(call.layer().name(), specs(call.reads())) == null) {
        weights.put(call.layer().name(), NetWeight.of(call.layer(), reads(call.layer())));
      }
    }
    this.allWeights = weights.values().stream().flatMap(List::stream).toList();
  }

  /**
   * The net in which each layer reads the one before it. Layers without a name get one as Keras
   * gives it.
   *
   * @throws IllegalArgumentException as the constructor, or if a layer has neither a name nor a
   *     class name to make one from
   */
  public static Net chain(Input input, List<? extends Layer> layers) {
    Names names = new Names();
    List<NetLayer> placed = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    for (Layer layer : layers) {
      placed.add(names.place(Placed.of(layer), placed.size() + 1, layers.size()));
      NetLayer last = placed.get(calls.size());
      calls.add(new Call(last.name(), last, List.of(calls.size()), Optional.empty()));
    }
    Set<String> taken = new HashSet<>(placed.stream().map(NetLayer::name).toList());
    String name = input.name().orElseGet(() -> Names.free(NetInput.NAME, taken));
    return new Net(
        NetKind.SEQUENTIAL,
        List.of(new NetInput(name, input.spec())),
        placed,
        calls,
        List.of(calls.size()));
  }

  /**
   * The net that computes some values from others.
   *
   * @throws IllegalArgumentException if a value does not come from these inputs
   */
  public static Net of(List<Input> inputs, List<? extends Value> outputs) {
    return new Tracing(inputs, outputs).net();
  }

  /**
   * The same of a file.
   *
   * @param kind how the file calls it
   * @param order of the layers, by their names, in which the file has their weights
   */
  public static Net of(
      NetKind kind, List<Input> inputs, List<? extends Value> outputs, List<String> order) {
    Net net = of(inputs, outputs);
    List<NetLayer> sorted = new ArrayList<>(net.layers);
    Map<String, Integer> ranks = new HashMap<>();
    order.forEach(name -> ranks.put(name, ranks.size()));
    sorted.sort(Comparator.comparing(layer -> ranks.get(layer.name())));
    return new Net(kind, net.inputs, sorted, net.calls, net.outputs);
  }

  /** The same net with each layer in this precision. */
  public Net with(DTypePolicy policy) {
    return each(
        layer -> {
          Layer own = layer.layer() instanceof Nested nested ? nested.with(policy) : layer.layer();
          return new NetLayer(layer.name(), own, layer.trainable(), policy);
        });
  }

  /** The same net with other layers at their places. */
  Net each(UnaryOperator<NetLayer> change) {
    Map<String, NetLayer> changed = new LinkedHashMap<>();
    layers.forEach(layer -> changed.put(layer.name(), change.apply(layer)));
    Map<String, NetLayer> own = Call.own(layers);
    return new Net(
        kind,
        inputs,
        List.copyOf(changed.values()),
        calls.stream()
            .map(
                call -> {
                  NetLayer to = changed.get(call.layer().name());
                  NetLayer layer = call.hasOwnOptions(own) ? to.with(call.layer().layer()) : to;
                  return call.with(layer, call.reads());
                })
            .toList(),
        outputs);
  }

  /** How Keras's files call it. */
  public NetKind kind() {
    return kind;
  }

  /** What the net reads. */
  public List<NetInput> inputs() {
    return inputs;
  }

  /** The layers, in the order of their weights. */
  public List<NetLayer> layers() {
    return layers;
  }

  /** The calls, in the order in which they are computed. */
  public List<Call> calls() {
    return calls;
  }

  /** Numbers of the values that the net gives. */
  public List<Integer> outputs() {
    return outputs;
  }

  /** What a value is. */
  public Spec spec(int value) {
    return walk.specs().get(value);
  }

  /** How many values there are. */
  public int values() {
    return walk.specs().size();
  }

  /** The number of the first value that a call gives; the inputs come before all. */
  public int first(int call) {
    return walk.firsts().get(call);
  }

  /** How many values a call gives. */
  public int gives(int call) {
    return (call + 1 < calls.size() ? first(call + 1) : values()) - first(call);
  }

  /** The call that gives a value; empty for an input. */
  public Optional<Call> source(int value) {
    return sourceCall(value).map(calls::get);
  }

  /** The name of the layer or input that gives a value. */
  public String giver(int value) {
    return source(value).map(call -> call.layer().name()).orElseGet(() -> inputs.get(value).name());
  }

  /** The number of that call. */
  Optional<Integer> sourceCall(int value) {
    return walk.source(value);
  }

  /** What each output is. */
  public List<Spec> outputSpecs() {
    return specs(outputs);
  }

  /**
   * The outputs' names: those of the layers that give them, {@code dense_1} for a second of one.
   */
  public List<String> outputNames() {
    return Names.ofOutputs(this);
  }

  /** The only input. */
  public NetInput input() {
    return only("input", inputs);
  }

  /** The shape of the only output for one sample. */
  public Shape outputShape() {
    return spec(only("output", outputs)).shape();
  }

  private static <T> T only(String what, List<T> several) {
    if (several.size() != 1) {
      throw new IllegalStateException("needs a net of one " + what + ", has " + several.size());
    }
    return several.get(0);
  }

  /** Whether each layer reads the one before it, the first the only input. */
  public boolean isChain() {
    return inputs.size() == 1
        && outputs.equals(List.of(calls.size()))
        && values() == calls.size() + 1
        && layers.size() == calls.size()
        && IntStream.range(0, calls.size()).allMatch(i -> calls.get(i).reads().equals(List.of(i)));
  }

  private List<Spec> specs(List<Integer> numbers) {
    return numbers.stream().map(this::spec).toList();
  }

  /** What a layer reads in its first call. */
  public List<Spec> reads(NetLayer layer) {
    return reads.get(layer.name());
  }

  /** The weights of one layer, in Keras's order. */
  public List<NetWeight> weights(NetLayer layer) {
    return weights.get(layer.name());
  }

  /** All weights, layer by layer. */
  public List<NetWeight> weights() {
    return allWeights;
  }

  /** The shapes of the weights that are trained, by their paths. */
  public Map<String, Shape> trained() {
    Map<String, Shape> trained = new LinkedHashMap<>();
    for (NetWeight weight : allWeights) {
      if (weight.trainable()) {
        trained.put(weight.path(), weight.spec().shape());
      }
    }
    return trained;
  }

  private List<Object> parts() {
    return List.of(kind, inputs, layers, Call.places(calls, layers), outputs);
  }

  /** Whether both are built of the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Net net && hash == net.hash && parts().equals(net.parts());
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
