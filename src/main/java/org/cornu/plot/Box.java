package org.cornu.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.cornu.plot.Family.Kind;

/**
 * One layer of a plot, or a nested net with its layers inside.
 *
 * @param id what arrows call it, once in a diagram
 * @param name the layer's name; may be empty
 * @param className the layer's class, such as {@code Conv2D}
 * @param inputs the shapes that it takes, as text; may be empty
 * @param outputs the shapes that it gives, as text; may be empty
 * @param mark whether it is said to be trained
 * @param boxes what lies inside a nested net; empty for a layer
 */
public record Box(
    String id,
    String name,
    String className,
    List<String> inputs,
    List<String> outputs,
    Mark mark,
    List<Box> boxes) {

  /** Whether a box says that its layer is trained (Keras: {@code show_trainable}). */
  public enum Mark {
    /** Nothing is said. */
    NONE,
    /** Its weights learn. */
    TRAINABLE,
    /** Its weights stay. */
    FROZEN
  }

  /** Checks that nothing is null. */
  public Box {
    Objects.requireNonNull(id, "a box needs an id, got null");
    Objects.requireNonNull(name, "a box needs a name, got null");
    Objects.requireNonNull(className, "a box needs a class name, got null");
    Objects.requireNonNull(mark, "a box needs a mark, got null");
    inputs = List.copyOf(Objects.requireNonNull(inputs, "a box needs input shapes, got null"));
    outputs = List.copyOf(Objects.requireNonNull(outputs, "a box needs output shapes, got null"));
    boxes = List.copyOf(Objects.requireNonNull(boxes, "a box needs boxes to contain, got null"));
  }

  /** A box that tells a layer's name and class. */
  public static Box of(String id, String name, String className) {
    return new Box(id, name, className, List.of(), List.of(), Mark.NONE, List.of());
  }

  /** With the shapes that it takes, such as {@code (None, 28, 28, 1)}, one or more. */
  public Box inputs(String... shapes) {
    List<String> inputs = checked("a box needs input shapes", shapes);
    return new Box(id, name, className, inputs, outputs, mark, boxes);
  }

  /** With the shapes that it gives, such as {@code (None, 10)}, one or more. */
  public Box outputs(String... shapes) {
    List<String> outputs = checked("a box needs output shapes", shapes);
    return new Box(id, name, className, inputs, outputs, mark, boxes);
  }

  /** With a word on whether its weights learn. */
  public Box trainable(boolean trainable) {
    Mark mark = trainable ? Mark.TRAINABLE : Mark.FROZEN;
    return new Box(id, name, className, inputs, outputs, mark, boxes);
  }

  /** With boxes inside (Keras: {@code expand_nested}). */
  public Box containing(List<Box> boxes) {
    return new Box(id, name, className, inputs, outputs, mark, boxes);
  }

  /** Whether it is drawn as a frame around others. */
  boolean nested() {
    return !boxes.isEmpty();
  }

  Kind kind() {
    return nested() ? Kind.NESTED : Family.of(className);
  }

  /** The class, and the mark behind it. */
  String classText() {
    return switch (mark) {
      case NONE -> className;
      case TRAINABLE -> className + ", trainable";
      case FROZEN -> className + ", frozen";
    };
  }

  /** All that it tells in one line, for tooltips: nothing is shortened here. */
  String text() {
    StringBuilder text = new StringBuilder(name);
    text.append(name.isEmpty() ? "" : ": ").append(classText());
    if (!inputs.isEmpty()) {
      text.append(", in ").append(String.join(" ", inputs));
    }
    if (!outputs.isEmpty()) {
      text.append(", out ").append(String.join(" ", outputs));
    }
    return text.toString();
  }

  private static List<String> checked(String need, String[] shapes) {
    Objects.requireNonNull(shapes, need + ", got null");
    Arrays.stream(shapes).forEach(shape -> Objects.requireNonNull(shape, need + ", got null"));
    return List.of(shapes);
  }
}
