package org.cornu.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;
import org.cornu.data.ElementType;
import org.cornu.data.PartSpec;
import org.cornu.layers.Layers;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;

/**
 * Which parts of data go where in a graph. Data of several parts name them as the net does; with
 * one input, or one target, any name will do.
 *
 * @param wants what the graph is fed
 * @param inputs for each input of the net, the part, as it is read
 * @param targets for each output that is trained
 */
record Reading(Wants wants, List<PartSpec> inputs, List<Target> targets) {

  /**
   * A target.
   *
   * @param part as it is read
   * @param want what the graph is fed
   * @param weights of the samples; empty for none
   */
  record Target(PartSpec part, Wants.Target want, Optional<PartSpec> weights) {}

  /**
   * Finds the parts.
   *
   * @param call as messages name it
   * @throws IllegalArgumentException if one is missing, or of another shape or type
   */
  static Reading of(String call, Dataset data, Wants wants) {
    List<PartSpec> inputs = new ArrayList<>();
    for (Wants.Input input : wants.inputs()) {
      PartSpec part = found(call, "input", input.name(), data.inputs(), wants.inputs().size() == 1);
      requireShape(call, input, part, wants.inputs().size());
      requireType(call, input, part);
      inputs.add(part);
    }
    List<Target> targets = new ArrayList<>();
    for (Wants.Target target : wants.targets()) {
      PartSpec part =
          found(call, "target", target.name(), data.targets(), wants.targets().size() == 1);
      PartSpec weights = data.weights().get(part.name());
      targets.add(new Target(part, target, Optional.ofNullable(weights)));
    }
    return new Reading(wants, List.copyOf(inputs), List.copyOf(targets));
  }

  private static PartSpec found(
      String call, String kind, String name, List<PartSpec> parts, boolean only) {
    if (only && parts.size() == 1) {
      return parts.get(0);
    }
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s needs data with an %s \"%s\", as the net calls it, got %s; name the parts of the data so"
                        .formatted(call, kind, name, parts.stream().map(PartSpec::name).toList())
                        .replace("an target", "a target")));
  }

  private static void requireShape(String call, Wants.Input input, PartSpec part, int inputs) {
    Shape shape = shape(part);
    if (!shape.isCompatibleWith(input.spec().shape())
        || shape.numDimensions() != input.spec().shape().numDimensions()) {
      throw new IllegalArgumentException(
          ("%s needs samples of shape %s, the net's input%s, got %s;"
                  + " change input(...) or the shape given to Dataset.of")
              .formatted(
                  call,
                  Shapes.text(input.spec().shape()),
                  inputs == 1 ? "" : " \"" + input.name() + "\"",
                  Shapes.text(shape)));
    }
  }

  /**
   * The same where sequences end with the longest of some samples, of parts whose first size is
   * open in the graph.
   *
   * @param longest how many steps that has, by the part; empty where all samples are alike
   */
  Reading cut(Function<String, OptionalInt> longest) {
    List<PartSpec> shorter = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      shorter.add(cut(wants.inputs().get(i).spec().shape(), inputs.get(i), longest));
    }
    return new Reading(
        wants,
        List.copyOf(shorter),
        targets.stream()
            .map(
                each ->
                    new Target(
                        cut(each.want().shape(), each.part(), longest),
                        each.want(),
                        each.weights()))
            .toList());
  }

  /**
   * Checks that targets for each step end where the sequences do that a batch is cut to.
   *
   * @throws IllegalArgumentException if one is as long for all
   */
  void requireCutTogether(String call, Dataset data) {
    List<PartSpec> open = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (isOpen(wants.inputs().get(i).spec().shape())) {
        open.add(inputs.get(i));
      }
    }
    if (open.isEmpty() || !open.stream().allMatch(part -> differInLength(part.name(), data))) {
      return;
    }
    for (Target target : targets) {
      String name = target.part().name();
      if (isOpen(target.want().shape()) && steps(name, data, 0).isEmpty()) {
        throw new IllegalArgumentException(
            "%s needs the steps of target \"%s\" as sequences, as each batch ends with the longest of its samples, got %s for all; make it by Part.classes(name, sequences), or fill the samples up to one length, Part.ints(name, values, steps)"
                .formatted(call, name, Shapes.text(shape(target.part()))));
      }
    }
  }

  private static boolean differInLength(String part, Dataset data) {
    OptionalInt first = steps(part, data, 0);
    return first.isPresent()
        && IntStream.range(1, data.size()).anyMatch(i -> !steps(part, data, i).equals(first));
  }

  private static OptionalInt steps(String part, Dataset data, int sample) {
    return data.longest(part, new int[] {sample}, 0, 1);
  }

  /** Whether a size is open, that of the steps. */
  private static boolean isOpen(Shape wanted) {
    return wanted.numDimensions() > 0 && wanted.get(0) == Layers.ANY;
  }

  private static PartSpec cut(Shape wanted, PartSpec part, Function<String, OptionalInt> longest) {
    if (!isOpen(wanted)) {
      return part;
    }
    OptionalInt steps = longest.apply(part.name());
    if (steps.isEmpty()) {
      return part;
    }
    List<Integer> shape = new ArrayList<>(part.shape());
    shape.set(0, Math.max(1, steps.getAsInt())); // a batch of empty ones has a step all the same
    return new PartSpec(part.name(), part.type(), shape, part.classes(), part.words());
  }

  /** Integers stay what they are: a net says which it reads. */
  private static void requireType(String call, Wants.Input input, PartSpec part) {
    Set<ElementType> fitting =
        switch (input.spec().dtype()) {
          case FLOAT32 -> Set.of(ElementType.FLOAT32, ElementType.UINT8, ElementType.PIXEL);
          case INT64 -> Set.of(ElementType.INT64);
          case UINT8 -> Set.of(ElementType.UINT8);
          case INT32, BOOL -> Set.of(ElementType.INT32);
          case STRING -> Set.of(ElementType.STRING);
        };
    if (!fitting.contains(part.type())) {
      throw new IllegalArgumentException(
          "%s needs %s for the net's input \"%s\", got %s; make the part of that type, or the input"
              .formatted(call, input.spec().dtype().kerasName(), input.name(), part));
    }
  }

  /** Shape of one sample of a part. */
  static Shape shape(PartSpec part) {
    return Shape.of(part.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  /** All that is read. */
  List<PartSpec> parts() {
    List<PartSpec> parts = new ArrayList<>(inputs);
    for (Target target : targets) {
      parts.add(target.part());
      target.weights().filter(weights -> !parts.contains(weights)).ifPresent(parts::add);
    }
    return parts;
  }

  /** The shape of what is fed for one sample: a size that is open in the net is the data's. */
  static Shape fed(Wants.Target want, PartSpec part) {
    return want.shape().hasUnknownDimension() ? shape(part) : want.shape();
  }

  /** The shape of the rows that class ids stand for. */
  static Shape rows(Wants.Target want, PartSpec part) {
    Shape output = want.output();
    return output.hasUnknownDimension()
        ? shape(part).append(output.get(output.numDimensions() - 1))
        : output;
  }
}
