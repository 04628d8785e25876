package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The names of a part's classes. */
final class ClassNames {

  private ClassNames() {}

  /** The number of classes by the numbers alone; a vector of one answers yes or no. */
  static int classes(PartSpec spec) {
    return spec.hasClasses() ? spec.classes() : Math.max(2, spec.volume());
  }

  static List<String> of(Part part) {
    return part.classNames().isEmpty() ? numbers(classes(part.spec())) : part.classNames();
  }

  /** Whether a part has names that are not just numbers. */
  static boolean given(Part part) {
    List<String> names = part.classNames();
    return !names.isEmpty() && !names.equals(numbers(names.size()));
  }

  private static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  /** Checks names for a part. */
  static void require(Part part, List<String> names) {
    requireNonNull(names, "class names: a part needs a name for each class, got null");
    int needed = classes(part.spec());
    if (names.size() < needed || (!part.spec().hasClasses() && names.size() > needed)) {
      throw new IllegalArgumentException(
          "class names: needed %s, one a class, got %s: %s".formatted(needed, names.size(), names));
    }
    // They go with a model into files of a name a line.
    if (names.stream().anyMatch(name -> name.matches("(?s).*[\\r\\n].*"))) {
      throw new IllegalArgumentException(
          "class names: needed names of one line, got %s".formatted(names));
    }
  }

  /** The part with its classes numbered by another list of names. */
  static Part relabelled(Part part, List<String> others) {
    if (Set.copyOf(others).size() < others.size()) {
      throw new IllegalArgumentException(
          "relabelled needs each class once, got %s".formatted(others));
    }
    List<String> names = part.classNames();
    int[] places = names.stream().mapToInt(others::indexOf).toArray();
    String name = part.spec().name();
    int[] shape = part.spec().dims();
    if (part.origin() instanceof IntFeatures ids) {
      int[] relabelled = new int[ids.values().length];
      for (int i = 0; i < relabelled.length; i++) {
        int id = ids.values()[i];
        relabelled[i] = place(places[id], names.get(id), others);
      }
      PartSpec spec = PartSpec.classes(name, Values.classes(name, relabelled), shape);
      return part.with(spec, new IntFeatures(relabelled), others);
    }
    for (int i = 0; i < places.length; i++) {
      place(places[i], names.get(i), others);
    }
    PartSpec spec = PartSpec.classes(name, others.size(), shape);
    return part.with(spec, new Relabelled(part, places), others);
  }

  private static int place(int place, String name, List<String> others) {
    if (place < 0) {
      throw new IllegalArgumentException(
          "relabelled needs all classes that occur, class \"%s\" is not among %s"
              .formatted(name, others));
    }
    return place;
  }
}
