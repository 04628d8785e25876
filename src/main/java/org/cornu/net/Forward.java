package org.cornu.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.cornu.graph.DType;
import org.cornu.graph.Emitted;
import org.cornu.graph.LayerScope;
import org.cornu.graph.LayerWeight;
import org.cornu.graph.Notes;
import org.cornu.graph.Pass;
import org.cornu.graph.Spec;
import org.cornu.layers.Layer;
import org.cornu.layers.MaskedLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * One forward pass of a net in a graph.
 *
 * @param values all values: the inputs, then what each call gives
 * @param outputs numbers of the values that the net gives
 * @param masks which steps of a value count, (batch, steps), by the numbers of those that have one
 * @param calls what the backward pass needs of each call
 * @param updates new values of the weights that no gradient moves, and of states that are kept, by
 *     their paths; of a shared layer what its last call makes of those before
 * @param replaced values that weights are set to before they are moved, by their paths
 */
public record Forward(
    List<Operand<? extends TType>> values,
    List<Integer> outputs,
    Map<Integer, Operand<TBool>> masks,
    List<Emitted> calls,
    Map<String, Operand<TFloat32>> updates,
    Map<String, Operand<TFloat32>> replaced) {

  /**
   * Emits the pass, in which layers keep nothing from one batch to the next.
   *
   * @param inputs of the net: (batch, input...)
   * @param weights reads a weight by its path
   * @throws IllegalStateException if a layer gives something else than it declares
   */
  public static Forward emit(
      Net net,
      Pass pass,
      List<? extends Operand<? extends TType>> inputs,
      BiFunction<Ops, String, Operand<TFloat32>> weights) {
    return emit(net, pass, inputs, false, weights);
  }

  /**
   * The same.
   *
   * @param keeps whether states are kept, which are then read as weights are
   */
  public static Forward emit(
      Net net,
      Pass pass,
      List<? extends Operand<? extends TType>> inputs,
      boolean keeps,
      BiFunction<Ops, String, Operand<TFloat32>> weights) {
    List<Operand<? extends TType>> values = new ArrayList<>(inputs);
    Masks masks = new Masks();
    List<Emitted> calls = new ArrayList<>();
    Map<String, Operand<TFloat32>> updates = new LinkedHashMap<>();
    Map<String, Operand<TFloat32>> replaced = new LinkedHashMap<>();
    for (int i = 0; i < net.calls().size(); i++) {
      Call call = net.calls().get(i);
      NetLayer layer = call.layer();
      List<Operand<? extends TType>> reads = new ArrayList<>();
      call.reads().forEach(value -> reads.add(values.get(value)));
      List<Optional<Operand<TBool>>> masked = masks.of(call);
      Pass own = call.in(pass);
      Map<String, LayerWeight> readers = readers(net, layer, weights, replaced, updates);
      if (keeps) {
        readers.putAll(stateReaders(net, layer, weights, updates));
      }
      Notes notes = new Notes(own.tf(), call.name(), reads, masked, readers);
      LayerScope scope = new LayerScope(own, layer.trainable(), layer.policy(), notes);
      List<Operand<? extends TType>> given = layer.layer().call(scope, notes.inputs());
      requireDeclared(net, i, given);
      requireNoOtherMask(call, masked, notes);
      calls.add(
          new Emitted(
              call.name(),
              layer.name(),
              call.reads(),
              values.size(),
              notes.inputs(),
              trained(net, layer, notes),
              given,
              notes.losses(),
              notes.cuts(),
              notes.rule()));
      masks.follow(call, scope.tf(), reads, notes.mask(), values.size(), given.size());
      values.addAll(given);
      notes.updates().forEach((name, value) -> updates.put(layer.name() + "/" + name, value));
      notes.replaced().forEach((name, value) -> replaced.put(layer.name() + "/" + name, value));
    }
    return new Forward(values, net.outputs(), masks.running(), calls, updates, replaced);
  }

  /** What is done to a net before it is called goes by what its layers say of masks. */
  private static void requireNoOtherMask(
      Call call, List<Optional<Operand<TBool>>> read, Notes notes) {
    Layer layer = call.layer().layer();
    boolean isOfOthers =
        read.stream().anyMatch(Optional::isPresent)
            || layer instanceof MaskedLayer && call.reads().size() > 1;
    if (notes.mask().isPresent() && !layer.makesMask() && !isOfOthers) {
      throw new IllegalStateException(
          "layer \"%s\" gives a mask, and its makesMask() says that it gives none; override it"
              .formatted(call.name()));
    }
  }

  /** What the net gives: (batch, output...) each. */
  public List<Operand<? extends TType>> given() {
    List<Operand<? extends TType>> given = new ArrayList<>();
    outputs.forEach(value -> given.add(values.get(value)));
    return given;
  }

  /** The losses that layers add: scalars. */
  public List<Operand<TFloat32>> losses() {
    return calls.stream().flatMap(call -> call.losses().stream()).toList();
  }

  /** A later call of a shared layer sees what an earlier one has set, as in Keras. */
  private static Map<String, LayerWeight> readers(
      Net net,
      NetLayer layer,
      BiFunction<Ops, String, Operand<TFloat32>> weights,
      Map<String, Operand<TFloat32>> replaced,
      Map<String, Operand<TFloat32>> updates) {
    Map<String, LayerWeight> readers = new LinkedHashMap<>();
    for (NetWeight weight : net.weights(layer)) {
      Operand<TFloat32> set = replaced.getOrDefault(weight.path(), updates.get(weight.path()));
      readers.put(
          weight.spec().name(),
          new LayerWeight(
              weight.spec().trainable(),
              tf -> set == null ? weights.apply(tf, weight.path()) : set));
    }
    return readers;
  }

  private static Map<String, LayerWeight> stateReaders(
      Net net,
      NetLayer layer,
      BiFunction<Ops, String, Operand<TFloat32>> states,
      Map<String, Operand<TFloat32>> updates) {
    Map<String, LayerWeight> readers = new LinkedHashMap<>();
    for (String name : NetStates.of(net, layer).keySet()) {
      String path = layer.name() + "/" + name;
      Operand<TFloat32> set = updates.get(path);
      readers.put(name, new LayerWeight(false, tf -> set == null ? states.apply(tf, path) : set));
    }
    return readers;
  }

  private static void requireDeclared(Net net, int index, List<Operand<? extends TType>> given) {
    Call call = net.calls().get(index);
    int declared = net.gives(index);
    if (given.size() != declared) {
      throw new IllegalStateException(
          "layer \"%s\" declares %d outputs, its call gives %d"
              .formatted(call.name(), declared, given.size()));
    }
    for (int i = 0; i < declared; i++) {
      Spec spec = net.spec(net.first(index) + i);
      Shape declaredShape = Shape.of(Shape.UNKNOWN_SIZE).append(spec.shape());
      Spec got = new Spec(given.get(i).shape(), DType.of(given.get(i)));
      if (!got.shape().isCompatibleWith(declaredShape) || got.dtype() != spec.dtype()) {
        throw new IllegalStateException(
            "layer \"%s\" declares an output of %s, its call gives %s, the batch first"
                .formatted(call.name(), new Spec(declaredShape, spec.dtype()), got));
      }
    }
  }

  private static Map<String, Operand<TFloat32>> trained(Net net, NetLayer layer, Notes notes) {
    Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
    for (NetWeight weight : net.weights(layer)) {
      Operand<TFloat32> read = notes.reads().get(weight.spec().name());
      if (weight.trainable() && read != null) {
        reads.put(weight.path(), read);
      }
    }
    return reads;
  }
}
