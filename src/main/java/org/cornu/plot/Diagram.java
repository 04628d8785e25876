package org.cornu.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a plot shows: boxes and the arrows between them.
 *
 * @param name of the net, the picture's title for those who cannot see it
 * @param boxes in the order in which they compute; nested nets have boxes of their own
 * @param arrows between any two boxes, also into and out of nested nets, and from a layer to itself
 */
public record Diagram(String name, List<Box> boxes, List<Arrow> arrows) {

  /**
   * Checks that the arrows fit the boxes.
   *
   * @throws IllegalArgumentException if there is no box, two have one id, or an arrow ends at none
   */
  public Diagram {
    Objects.requireNonNull(name, "a plot needs a name, got null");
    Objects.requireNonNull(boxes, "a plot needs boxes, got null");
    Objects.requireNonNull(arrows, "a plot needs arrows, got null");
    boxes = List.copyOf(boxes);
    arrows = List.copyOf(arrows);
    if (boxes.isEmpty()) {
      throw new IllegalArgumentException("plot needs 1 or more boxes, got none");
    }
    Map<String, List<String>> paths = new LinkedHashMap<>();
    boxes.forEach(box -> addPaths(box, List.of(), paths));
    for (Arrow arrow : arrows) {
      check(arrow, paths);
    }
  }

  /** Of a name, boxes and arrows. */
  public static Diagram of(String name, List<Box> boxes, List<Arrow> arrows) {
    return new Diagram(name, boxes, arrows);
  }

  /** What it shows, in a sentence. */
  String text() {
    long layers = leaves(boxes);
    String nested = frames(boxes) == 0 ? "" : ", nested nets: " + frames(boxes);
    return ("The layers of a net as boxes, from inputs at the top to outputs at the bottom."
            + " Layers: %s, arrows: %s%s.")
        .formatted(layers, arrows.size(), nested);
  }

  private static long leaves(List<Box> boxes) {
    return boxes.stream().mapToLong(box -> box.nested() ? leaves(box.boxes()) : 1).sum();
  }

  private static long frames(List<Box> boxes) {
    return boxes.stream().mapToLong(box -> box.nested() ? 1 + frames(box.boxes()) : 0).sum();
  }

  /** Each box's id, with the ids of those it lies in, and its own if others lie in it. */
  private static void addPaths(Box box, List<String> outside, Map<String, List<String>> paths) {
    List<String> path = new ArrayList<>(outside);
    if (box.nested()) {
      path.add(box.id());
    }
    if (paths.put(box.id(), path) != null) {
      throw new IllegalArgumentException(
          "plot needs boxes with ids of their own, got two boxes %s".formatted(box.id()));
    }
    box.boxes().forEach(inner -> addPaths(inner, path, paths));
  }

  private static void check(Arrow arrow, Map<String, List<String>> paths) {
    for (String end : List.of(arrow.from(), arrow.to())) {
      if (!paths.containsKey(end)) {
        throw new IllegalArgumentException(
            "plot needs arrows between its boxes, got one from %s to %s, and no box %s"
                .formatted(arrow.from(), arrow.to(), end));
      }
    }
    if (paths.get(arrow.from()).contains(arrow.to())
        || paths.get(arrow.to()).contains(arrow.from())) {
      throw new IllegalArgumentException(
          "plot needs arrows between two boxes that lie apart, got one from %s to %s; in a nested"
                  .formatted(arrow.from(), arrow.to())
              + " net, end it at a box inside");
    }
  }
}
