package org.cornu.layers;

import java.util.Objects;
import java.util.Optional;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.tensorflow.ndarray.Shape;

/**
 * What a net reads: one sample's shape, without the batch (Keras: {@code Input}). Not a layer, so
 * that a net without one does not compile.
 */
public final class Input implements Value {

  private final Spec spec;
  private final Optional<String> name;

  private Input(Spec spec, Optional<String> name) {
    this.spec = spec;
    this.name = name;
  }

  /**
   * An input of this shape and type.
   *
   * @param spec every size 1 or more, or {@link Layers#ANY}; at least one axis
   */
  public static Input of(Spec spec) {
    requireNumbers(spec.dtype());
    Shape shape = spec.shape();
    if (shape.numDimensions() < 1) {
      throw new IllegalArgumentException(
          "input needs the sizes of one sample, for example input(28, 28, 1), got none");
    }
    for (long size : shape.asArray()) {
      if (size < 1 && size != Layers.ANY) {
        throw new IllegalArgumentException(
            "input needs sizes of 1 or more, or ANY, got %s; the batch is not given"
                .formatted(Shapes.text(shape)));
      }
    }
    return new Input(spec, Optional.empty());
  }

  /** Another input like this, with a name, by which data and files call it. */
  public Input named(String name) {
    Objects.requireNonNull(name, "named needs a name, got null");
    return new Input(spec, Placed.requireName(Optional.of(name)));
  }

  /** Another input like this, of another type: of {@code INT32} for class ids or tokens. */
  public Input dtype(DType dtype) {
    requireNumbers(dtype);
    return new Input(new Spec(spec.shape(), dtype), name);
  }

  private static void requireNumbers(DType dtype) {
    Objects.requireNonNull(dtype, "an input needs a dtype, got null");
    if (dtype == DType.BOOL) {
      throw new IllegalArgumentException(
          "an input needs numbers, got bool; take INT32, and 1 for true");
    }
  }

  @Override
  public Spec spec() {
    return spec;
  }

  /** The shape of one sample. */
  public Shape shape() {
    return spec.shape();
  }

  /** The name that it was given, if any. */
  public Optional<String> name() {
    return name;
  }

  @Override
  public String toString() {
    return "input " + name.map(text -> "\"" + text + "\" ").orElse("") + spec;
  }
}
