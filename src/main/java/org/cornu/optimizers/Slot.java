package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * What an optimizer keeps between two steps: an array of a weight's, or one of its own.
 *
 * @param weight path of the weight that it is kept for; empty if it is the optimizer's own
 * @param name as Keras names it: {@code momentum}
 * @param shape every size known
 * @param start what it holds before the first step
 */
public record Slot(String weight, String name, Shape shape, Start start) {

  /** What a slot holds before the first step. */
  public sealed interface Start {}

  /**
   * The same number everywhere.
   *
   * @param value the number
   * @param whole whether it stays a whole number, which Keras keeps as one
   */
  public record Filled(float value, boolean whole) implements Start {}

  /** The numbers of its weight. */
  public record OfWeight() implements Start {}

  /** Zeros. */
  public static final Start ZEROS = new Filled(0, false);

  /** One of the optimizer's own, a number. */
  static Slot own(String name, float value, boolean whole) {
    return new Slot("", name, Shape.scalar(), new Filled(value, whole));
  }

  /**
   * Those of some weights, of their shapes and all 0: those of a weight lie together.
   *
   * @param weights the shapes of the weights by their paths
   */
  static List<Slot> zeros(Map<String, Shape> weights, String... names) {
    List<Slot> slots = new ArrayList<>();
    weights.forEach(
        (path, shape) -> {
          for (String name : names) {
            slots.add(new Slot(path, name, shape, ZEROS));
          }
        });
    return slots;
  }

  /** This one beginning with a number. */
  Slot filled(double value) {
    return new Slot(weight, name, shape, new Filled((float) value, false));
  }

  /** This one beginning as its weight. */
  Slot ofWeight() {
    return new Slot(weight, name, shape, new OfWeight());
  }

  /** What tells it from all others: {@code conv2d/kernel/momentum}. */
  public String key() {
    return key(weight, name);
  }

  /** The key of a weight's slot, or of one of the optimizer's own. */
  static String key(String weight, String name) {
    return weight.isEmpty() ? name : weight + "/" + name;
  }
}
