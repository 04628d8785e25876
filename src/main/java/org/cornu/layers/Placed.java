package org.cornu.layers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * A layer with what belongs to its place in a net rather than to itself.
 *
 * @param layer what is placed
 * @param name the layer's name, if the user gave one
 * @param trainable whether training moves its weights
 * @param policy the precision it computes in; empty for float32, or within another layer that one's
 */
public record Placed(
    Layer layer, Optional<String> name, boolean trainable, Optional<DTypePolicy> policy)
    implements Layer {

  public Placed {
    Objects.requireNonNull(policy, "a placed layer needs a policy or an empty one, got null");
    requireName(name);
  }

  /** Checks a name, if there is one. */
  static Optional<String> requireName(Optional<String> name) {
    if (name.isPresent() && (name.get().isEmpty() || name.get().contains("/"))) {
      throw new IllegalArgumentException(
          "a layer's name needs a character or more, none of them \"/\", got \"%s\""
              .formatted(name.get()));
    }
    return name;
  }

  /** The layer with what holds where nothing was said. */
  public static Placed of(Layer layer) {
    return layer instanceof Placed placed
        ? placed
        : new Placed(layer, Optional.empty(), true, Optional.empty());
  }

  @Override
  public Placed named(String name) {
    Objects.requireNonNull(name, "named needs a name, got null");
    return new Placed(layer, Optional.of(name), trainable, policy);
  }

  @Override
  public Placed frozen() {
    return new Placed(layer, name, false, policy);
  }

  @Override
  public Placed dtypePolicy(DTypePolicy policy) {
    Objects.requireNonNull(policy, "dtypePolicy needs a policy, got null");
    return new Placed(layer, name, trainable, Optional.of(policy));
  }

  @Override
  public String className() {
    return layer.className();
  }

  @Override
  public Config config() {
    return layer.config();
  }

  @Override
  public boolean passesMask() {
    return layer.passesMask();
  }

  @Override
  public boolean passesMask(int output) {
    return layer.passesMask(output);
  }

  @Override
  public boolean makesMask() {
    return layer.makesMask();
  }

  @Override
  public boolean hasMaskArgument() {
    return layer.hasMaskArgument();
  }

  @Override
  public boolean takesMasks() {
    return layer.takesMasks();
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    return layer.outputs(inputs);
  }

  @Override
  public List<WeightSpec> weights(List<Spec> inputs) {
    return layer.weights(inputs).stream().map(each -> each.trainedIf(trainable)).toList();
  }

  @Override
  public Map<String, Shape> states(List<Spec> inputs) {
    return layer.states(inputs);
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    return layer.parts(inputs).stream()
        .map(
            part ->
                trainable
                    ? part
                    : new InnerLayer(part.name(), part.layer().frozen(), part.inputs()))
        .toList();
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return layer.call(scope.with(trainable, policy), inputs);
  }
}
