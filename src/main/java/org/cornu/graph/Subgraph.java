package org.cornu.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a layer needs to compute in a function, such as the body of a loop: a graph of its own that
 * reads nothing but what is handed in, and that TensorFlow derives only within.
 */
public final class Subgraph {

  private final LayerScope outer;

  private Subgraph(LayerScope outer) {
    this.outer = outer;
  }

  /** For a call of a layer, or of one within it. */
  public static Subgraph of(LayerScope outer) {
    return new Subgraph(outer);
  }

  /** Whether a backward pass follows, so that what it needs is to be kept. */
  public boolean isDerived() {
    return outer.pass.training();
  }

  /** Whether the layer is called in a scope of {@link #inside}, where nothing can be cut. */
  public boolean isFunction() {
    return outer.pass.isFunction();
  }

  /** Whether the layer computes in float32. */
  public boolean isFloat32() {
    return outer.policy == DTypePolicy.FLOAT32;
  }

  /** All weights of the layer, and of those within it, by their names. */
  public Map<String, Operand<TFloat32>> weights() {
    Map<String, Operand<TFloat32>> weights = new LinkedHashMap<>();
    for (String path : outer.notes.weights.keySet()) {
      if (path.startsWith(outer.part)) {
        String name = path.substring(outer.part.length());
        weights.put(name, outer.weight(name));
      }
    }
    return weights;
  }

  /**
   * Adds ops whose gradient is a rule, at any depth within layers.
   *
   * @param inputs what they read
   * @param ops adds them, of copies of the inputs
   * @return what they give
   */
  public List<Operand<TFloat32>> cut(
      List<Operand<TFloat32>> inputs, BiFunction<Ops, List<Operand<TFloat32>>, Derived> ops) {
    Ops tf = outer.tf();
    List<Operand<TFloat32>> read = copies(tf, inputs);
    Derived derived = ops.apply(tf, read);
    List<Operand<TFloat32>> given = copies(tf, derived.outputs());
    outer.notes.cuts.add(new Cut(read, given, derived.rule()));
    return given;
  }

  /**
   * What ops give, and what flows back through them.
   *
   * @param outputs what they give
   * @param rule from the gradients of the outputs to those of the inputs
   */
  public record Derived(List<Operand<TFloat32>> outputs, Cut.Rule rule) {}

  private static List<Operand<TFloat32>> copies(Ops tf, List<Operand<TFloat32>> operands) {
    List<Operand<TFloat32>> copies = new ArrayList<>();
    operands.forEach(each -> copies.add(tf.identity(each)));
    return copies;
  }

  /**
   * A scope for the same layer in a function. What it draws, sets or adds to the loss would be lost
   * there, and is refused.
   *
   * @param body the function's ops
   * @param weights in the function, by their names
   */
  public LayerScope inside(Ops body, Map<String, Operand<TFloat32>> weights) {
    Map<String, LayerWeight> readers = new LinkedHashMap<>();
    weights.forEach(
        (name, weight) -> readers.put(outer.part + name, new LayerWeight(true, tf -> weight)));
    Pass pass = Pass.inFunction(body, outer.pass.training());
    Notes notes = new Notes(body, outer.notes.call, List.of(), List.of(), readers);
    return new LayerScope(
        pass, body, outer.part, outer.training(), outer.trainable, outer.policy, notes, List.of());
  }

  /** The weights that were read in a scope that {@link #inside} gave, by their names. */
  public static Set<String> read(LayerScope inside) {
    Set<String> names = new LinkedHashSet<>();
    inside.notes.reads.keySet().forEach(path -> names.add(path.substring(inside.part.length())));
    return names;
  }

  /**
   * Checks what was done in a scope that {@link #inside} gave.
   *
   * @throws IllegalStateException if it would be lost
   */
  public static void requireNothingLost(LayerScope inside) {
    Notes notes = inside.notes;
    String lost =
        !notes.losses.isEmpty()
            ? "adds to the loss"
            : !notes.updates.isEmpty() || !notes.replaced.isEmpty()
                ? "sets weights"
                : !notes.cuts.isEmpty() ? "has a loop" : "";
    if (!lost.isEmpty()) {
      throw new IllegalStateException(
          "layer \"%s\" %s in a step of a loop, which must only compute: do it outside of the loop"
              .formatted(notes.call, lost));
    }
  }
}
