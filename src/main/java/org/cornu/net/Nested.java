package org.cornu.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.Layer;
import org.cornu.layers.MergesMasks;
import org.cornu.layers.Placed;
import org.tensorflow.Operand;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TType;

/**
 * A net that is a layer of another. Its layers are the parts of it, so that a weight's path is
 * {@code net/conv2d/kernel}. Where a net calls it, its layers are called in line, see {@link
 * NetRewrites}; as a part of a layer it is called by that.
 *
 * @param name of the net, which the layer has too unless it is given another
 * @param net what is computed
 */
public record Nested(String name, Net net) implements Layer {

  /** The name that a layer brings with it. */
  static Optional<String> nameOf(Layer layer) {
    return layer instanceof Nested nested ? Optional.of(nested.name()) : Optional.empty();
  }

  /** The same net in one precision. */
  Nested with(DTypePolicy policy) {
    return new Nested(name, net.with(policy));
  }

  /** The same net with some of its layers frozen. */
  Nested frozen(List<String> layers) {
    return new Nested(name, Cut.frozen(net, layers));
  }

  /** Keras's class: {@code Sequential} or {@code Functional}. */
  @Override
  public String className() {
    return net.kind().className();
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    if (inputs.size() != net.inputs().size()) {
      throw new IllegalArgumentException(
          "needs %d inputs, %s, got %d"
              .formatted(net.inputs().size(), net.inputs(), inputs.size()));
    }
    List<Spec> specs = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      NetInput input = net.inputs().get(i);
      if (!inputs.get(i).shape().isCompatibleWith(input.shape())
          || inputs.get(i).dtype() != input.spec().dtype()) {
        throw new IllegalArgumentException(
            "its input \"%s\" needs %s, got %s"
                .formatted(input.name(), input.spec(), inputs.get(i)));
      }
      specs.add(inputs.get(i));
    }
    List<Spec> all = Walk.specs(specs, net.calls());
    return net.outputs().stream().map(all::get).toList();
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    List<Spec> specs = Walk.specs(inputs, net.calls());
    List<InnerLayer> parts = new ArrayList<>();
    for (NetLayer layer : net.layers()) {
      Call first =
          net.calls().stream()
              .filter(call -> call.layer().name().equals(layer.name()))
              .findFirst()
              .orElseThrow();
      parts.add(
          new InnerLayer(
              layer.name(),
              new Placed(
                  layer.layer(), Optional.empty(), layer.trainable(), Optional.of(layer.policy())),
              first.reads().stream().map(specs::get).toList()));
    }
    return parts;
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    requireNoMask();
    List<Operand<? extends TType>> values = new ArrayList<>(inputs);
    Masks masks = new Masks();
    for (int i = 0; i < scope.masks().size(); i++) {
      int input = i;
      scope.masks().get(i).ifPresent(mask -> masks.add(input, mask));
    }
    for (Call call : net.calls()) {
      NetLayer layer = call.layer();
      List<Operand<? extends TType>> reads = new ArrayList<>();
      call.reads().forEach(value -> reads.add(values.get(value)));
      LayerScope part = scope.part(layer.name());
      LayerScope said = call.training().map(part::training).orElse(part);
      List<Optional<Operand<TBool>>> read = masks.of(call);
      LayerScope own = said.with(layer.trainable(), Optional.of(layer.policy())).masked(read);
      List<Operand<? extends TType>> given = layer.layer().call(own, reads);
      Optional<Operand<TBool>> made =
          layer.layer() instanceof MergesMasks merging
              ? merging.mergedMask(scope.tf(), read, reads)
              : Optional.empty();
      masks.follow(call, scope.tf(), reads, made, values.size(), given.size());
      values.addAll(given);
    }
    List<Operand<? extends TType>> outputs = new ArrayList<>();
    net.outputs().forEach(value -> outputs.add(values.get(value)));
    return outputs;
  }

  private void requireNoMask() {
    for (NetLayer layer : net.layers()) {
      if (layer.layer().makesMask()) {
        throw new IllegalStateException(
            "net \"%s\" is within a layer, where no masks travel, and its layer \"%s\" makes one; mask outside of it, or call the net in a net"
                .formatted(name, layer.name()));
      }
    }
  }
}
