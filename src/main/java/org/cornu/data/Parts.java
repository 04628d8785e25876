package org.cornu.data;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The parts of some samples.
 *
 * @param weights by the target's name
 */
record Parts(List<Part> inputs, List<Part> targets, Map<String, Part> weights) {

  Parts {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    weights = Map.copyOf(weights);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("Dataset.of needs one part or more, got none");
    }
    Part first = inputs.get(0);
    Set<String> names = new HashSet<>();
    for (Part each : all(inputs, targets, weights)) {
      if (!names.add(each.spec().name())) {
        throw new IllegalArgumentException(
            "Dataset needs a name of its own for each part, inputs and targets, got \"%s\" twice"
                .formatted(each.spec().name()));
      }
      if (each.size() == 0) {
        throw new IllegalArgumentException(
            "%s: needed at least one sample, got none".formatted(each.spec().name()));
      }
      if (each.size() != first.size()) {
        throw new IllegalArgumentException(
            "%s: needed %s samples, as \"%s\" has, got %s"
                .formatted(each.spec().name(), first.size(), first.spec().name(), each.size()));
      }
    }
  }

  private static List<Part> all(List<Part> inputs, List<Part> targets, Map<String, Part> weights) {
    // several targets may share their weights; in the order of the targets, which a map has not
    Stream<Part> weighing =
        targets.stream()
            .map(each -> each.spec().name())
            .filter(weights::containsKey)
            .map(weights::get);
    return Stream.concat(Stream.concat(inputs.stream(), targets.stream()), weighing)
        .distinct()
        .toList();
  }

  List<Part> all() {
    return all(inputs, targets, weights);
  }

  int size() {
    return inputs.get(0).size();
  }

  boolean streamed() {
    return all().stream().anyMatch(each -> each.origin().streamed());
  }

  Parts targets(List<Part> others) {
    return new Parts(inputs, others, Map.of());
  }

  Parts weights(Map<String, Part> others) {
    return new Parts(inputs, targets, others);
  }

  /** The one of a name. */
  Part named(String name) {
    return all().stream()
        .filter(each -> each.spec().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "needs one of the parts %s, got \"%s\""
                        .formatted(all().stream().map(Part::spec).toList(), name)));
  }

  /** With a change of each. */
  Parts each(UnaryOperator<Part> change) {
    Map<Part, Part> changed = new HashMap<>();
    all().forEach(part -> changed.put(part, change.apply(part)));
    Map<String, Part> weighing = new HashMap<>();
    weights.forEach((target, part) -> weighing.put(target, changed.get(part)));
    return new Parts(
        inputs.stream().map(changed::get).toList(),
        targets.stream().map(changed::get).toList(),
        weighing);
  }

  /** One target and its weights. */
  Parts target(String name) {
    for (Part each : targets) {
      if (each.spec().name().equals(name)) {
        Map<String, Part> own =
            weights.containsKey(name) ? Map.of(name, weights.get(name)) : Map.of();
        return new Parts(inputs, List.of(each), own);
      }
    }
    throw new IllegalArgumentException(
        "needs one of the targets %s, got \"%s\""
            .formatted(targets.stream().map(each -> each.spec().name()).toList(), name));
  }

  /** Reads what the buffers want, of parts with one origin all at once. */
  static void read(List<Part> parts, int[] samples, Pass pass, Buffers out) {
    out.begin(samples.length);
    Set<String> missing = new HashSet<>();
    out.parts().forEach(each -> missing.add(each.name()));
    Map<Shared, List<String>> together = new IdentityHashMap<>();
    for (Part part : parts) {
      String name = part.spec().name();
      if (!missing.remove(name)) {
        continue;
      }
      PartSpec wanted = out.spec(name);
      require(part.spec(), wanted);
      Buffer buffer = out.buffer(name);
      if (wanted.type() != part.spec().type()) {
        part.floats(samples, pass, (FloatBuffer) buffer);
        buffer.flip();
      } else if (part.origin() instanceof Shared shared) {
        together.computeIfAbsent(shared, unused -> new ArrayList<>()).add(name);
      } else {
        part.write(samples, pass, buffer);
        buffer.flip();
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "read needs parts of the data, %s, got %s"
              .formatted(parts.stream().map(Part::spec).toList(), missing));
    }
    together.forEach(
        (origin, names) -> {
          Buffers some = out.of(names);
          some.begin(samples.length);
          origin.read(samples, pass, some);
        });
  }

  private static void require(PartSpec had, PartSpec wanted) {
    boolean type =
        wanted.type() == had.type() || wanted.type() == ElementType.FLOAT32 && had.type().bytes();
    if (!type || !wanted.shape().equals(had.shape())) {
      throw new IllegalArgumentException(
          "read needs parts as the data have them, %s, got %s".formatted(had, wanted));
    }
  }
}
