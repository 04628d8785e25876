package org.cornu.layers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A layer with what belongs to its place in a net rather than to itself.
 *
 * @param layer what is placed
 * @param name the node's name, if the user gave one
 * @param trainable whether training moves its weights
 * @param policy the precision it computes in
 */
public record Placed(Layer layer, Optional<String> name, boolean trainable, DTypePolicy policy)
    implements Layer {

  public Placed {
    Objects.requireNonNull(policy, "dtypePolicy needs a policy, got null");
    if (name.isPresent() && (name.get().isEmpty() || name.get().contains("/"))) {
      throw new IllegalArgumentException(
          "a layer's name needs a character or more, none of them \"/\", got \"%s\""
              .formatted(name.get()));
    }
  }

  /** The layer with what holds where nothing was said. */
  public static Placed of(Layer layer) {
    return layer instanceof Placed placed
        ? placed
        : new Placed(layer, Optional.empty(), true, DTypePolicy.FLOAT32);
  }

  @Override
  public Placed named(String name) {
    return new Placed(layer, Optional.of(name), trainable, policy);
  }

  @Override
  public Placed frozen() {
    return new Placed(layer, name, false, policy);
  }

  @Override
  public Placed dtypePolicy(DTypePolicy policy) {
    return new Placed(layer, name, trainable, policy);
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
  public Shape outputShape(List<Shape> inputs) {
    return layer.outputShape(inputs);
  }

  @Override
  public List<WeightSpec> weights(List<Shape> inputs) {
    return layer.weights(inputs);
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, List<Operand<TFloat32>> inputs) {
    return layer.call(scope, inputs);
  }
}
