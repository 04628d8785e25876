package org.cornu.layers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Arguments;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;

/**
 * A layer that may be called several times in a net: its weights are there once, and learn from all
 * calls. A net within the net has layers of its own, also where it was described with the same
 * handle.
 *
 * <pre>{@code
 * Shared<Dense> tower = shared(dense(64).relu());
 * Value distance = dot(1).on(tower.on(left), tower.on(right));
 * }</pre>
 *
 * @param <L> the layer's type
 */
public final class Shared<L extends Layer> {

  private final L layer;
  private final Shared<?> owner; // of the weights
  private List<WeightSpec> weights; // those of the first call; null before it

  Shared(L layer) {
    this.layer = Objects.requireNonNull(layer, "shared needs a layer, got null");
    this.owner = this;
  }

  private Shared(L layer, Shared<?> owner) {
    this.layer = layer;
    this.owner = owner;
  }

  /**
   * The same weights, in a call with other options: {@code words.as(embedding.reverse()).on(x)}
   * (Keras: arguments of a call). Name, precision and whether it is trained stay what they are.
   *
   * @param other the layer, but for options that a call may say
   * @throws IllegalArgumentException if it differs in more
   */
  public <M extends Layer> Shared<M> as(M other) {
    Objects.requireNonNull(other, "as needs a layer, got null");
    Layer own = Placed.of(owner.layer).layer();
    Layer same = Placed.of(other).layer();
    if (!same.getClass().equals(own.getClass()) || !same.config().equals(own.config())) {
      throw new IllegalArgumentException(
          "%s: as needs its own layer but for options of a call, got %s for %s"
              .formatted(this, same, own));
    }
    return new Shared<>(other, owner);
  }

  /** Whose weights these are. */
  Shared<?> owner() {
    return owner;
  }

  /** The layer. */
  public L layer() {
    return layer;
  }

  /**
   * What the layer makes of some values.
   *
   * @throws IllegalArgumentException if it cannot read them, or needs other weights for them than
   *     in an earlier call, or gives more than one value
   */
  public Value on(Value... inputs) {
    return only("on", apply(Optional.empty(), inputs));
  }

  private Value only(String call, Application application) {
    if (application.outputs().size() != 1) {
      throw new IllegalArgumentException(
          "%s: gives %d values, %s(...) is for one; use outputsOn(...)"
              .formatted(this, application.outputs().size(), call));
    }
    return application.outputs().get(0);
  }

  /** The same of a layer that gives several values. */
  public List<Value> outputsOn(Value... inputs) {
    return List.copyOf(apply(Optional.empty(), inputs).outputs());
  }

  /**
   * The same, computed as in inference while the net trains too (Keras: {@code layer(x,
   * training=False)}): a frozen part of a net that is fine-tuned keeps its statistics.
   */
  public Value inferenceOn(Value... inputs) {
    return only("inferenceOn", apply(Optional.of(false), inputs));
  }

  /**
   * The call itself.
   *
   * @param training what it says of training, if anything
   */
  public Application apply(Optional<Boolean> training, Value... inputs) {
    List<Value> reads = Arguments.list("%s: needs values to read".formatted(this), inputs);
    List<Spec> specs = reads.stream().map(Value::spec).toList();
    try {
      List<Spec> outputs = layer.outputs(specs);
      owner.requireSameWeights(InnerLayer.weights(layer, specs));
      return new Application(this, reads, training, outputs);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: %s (it reads %s)".formatted(this, e.getMessage(), sources(reads)), e);
    }
  }

  private synchronized void requireSameWeights(List<WeightSpec> needed) {
    if (weights == null) {
      weights = needed;
    }
    if (needed.size() != weights.size()) {
      throw new IllegalArgumentException(
          "is shared, and needs its %d weights as in its first call, got inputs that need %d"
              .formatted(weights.size(), needed.size()));
    }
    for (int i = 0; i < needed.size(); i++) {
      if (!needed.get(i).shape().equals(weights.get(i).shape())) {
        throw new IllegalArgumentException(
            "is shared, and needs its weight \"%s\" of shape %s as in its first call, got inputs that need %s"
                .formatted(
                    needed.get(i).name(),
                    Shapes.text(weights.get(i).shape()),
                    Shapes.text(needed.get(i).shape())));
      }
    }
  }

  private static String sources(List<Value> reads) {
    return reads.isEmpty()
        ? "nothing"
        : String.join(" and ", reads.stream().map(Value::toString).toList());
  }

  /** Class, and name if the user gave one. */
  @Override
  public String toString() {
    Placed placed = Placed.of(layer);
    return placed.className() + placed.name().map(name -> " \"" + name + "\"").orElse("");
  }
}
