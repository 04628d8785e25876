package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cornu.random.Seed;

/** A view of parts, wherever they are kept: which of their samples are in it, in what order. */
record SampleView(Parts all, int[] samples, Pass pass) implements Dataset {

  static Dataset of(Parts parts) {
    return new SampleView(parts, IntStream.range(0, parts.size()).toArray(), Pass.FIRST);
  }

  static List<Part> parts(String call, Part... parts) {
    for (Part each : parts) {
      requireNonNull(each, call + " needs parts, got null among them");
    }
    return List.of(parts);
  }

  private SampleView with(Parts parts) {
    return new SampleView(parts, samples, pass);
  }

  private SampleView with(int[] others) {
    return new SampleView(all, others, pass);
  }

  @Override
  public int size() {
    return samples.length;
  }

  @Override
  public List<PartSpec> inputs() {
    return all.inputs().stream().map(Part::spec).toList();
  }

  @Override
  public List<PartSpec> targets() {
    return all.targets().stream().map(Part::spec).toList();
  }

  @Override
  public Map<String, PartSpec> weights() {
    return all.weights().entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> each.getValue().spec()));
  }

  @Override
  public List<PartSpec> parts() {
    return all.all().stream().map(Part::spec).toList();
  }

  @Override
  public Dataset target(String name) {
    requireNonNull(name, "target needs the name of one, got null");
    return with(all.target(name));
  }

  @Override
  public Dataset withTargets(Part... targets) {
    requireNonNull(targets, "withTargets needs targets, got null");
    List<Part> given = parts("withTargets", targets);
    if (!Arrays.equals(samples, IntStream.range(0, all.size()).toArray())) {
      throw new IllegalStateException(
          "withTargets needs all samples in their order, got some, or others; give the targets before range, split or shuffled");
    }
    return with(all.targets(given));
  }

  @Override
  public Dataset withWeights(float[] weights) {
    return with(Weighting.all(this, weights));
  }

  @Override
  public Dataset withWeights(String target, float[] weights) {
    return with(Weighting.one(this, target, weights));
  }

  @Override
  public Dataset withClassWeights(Map<Integer, Double> weights) {
    return with(Weighting.classes(this, weights));
  }

  @Override
  public Dataset map(SampleMap change, PartSpec... changed) {
    requireNonNull(change, "map needs a change of a sample, got null");
    requireNonNull(changed, "map needs the parts that it changes, got null");
    for (PartSpec each : changed) {
      requireNonNull(each, "map needs the parts that it changes, got null among them");
    }
    return with(Mapped.of(all, change, List.of(changed)));
  }

  @Override
  public Dataset inEpoch(Seed seed, int epoch) {
    requireNonNull(seed, "inEpoch needs a seed, got null");
    return new SampleView(all, samples, new Pass(seed, epoch));
  }

  @Override
  public Dataset range(int from, int to) {
    if (from < 0 || from >= to || to > size()) {
      throw new IndexOutOfBoundsException(
          "range needs 0 <= from < to <= %s, the samples there are, got %s and %s"
              .formatted(size(), from, to));
    }
    return with(Arrays.copyOfRange(samples, from, to));
  }

  @Override
  public Dataset shuffled(long seed) {
    int[] order = new Seed(seed).draws("shuffled", "", 0).permutation(samples.length);
    Arrays.setAll(order, i -> samples[order[i]]);
    return with(order);
  }

  /** The one target, of which labels are asked. */
  Target target() {
    if (all.targets().isEmpty()) {
      throw new IllegalStateException(
          "this dataset has no labels and serves prediction only; to train or to evaluate, give"
              + " Dataset.of class indices or vectors, or Idx.stream a file of labels");
    }
    if (all.targets().size() > 1) {
      throw new IllegalStateException(
          "needed data with one target, got %s; choose one by target(name)".formatted(targets()));
    }
    return new Target(all.targets().get(0), pass);
  }

  /** A part of the samples of this view, under another name. */
  Part as(String name, Part part) {
    PartSpec spec = part.spec().name(name);
    return new Part(spec, new Viewed(part, samples), size(), part.classNames());
  }

  Part input() {
    if (all.inputs().size() > 1) {
      throw new IllegalStateException(
          "needed data with one input, got %s; ask inputs(), and read(...) all"
              .formatted(inputs()));
    }
    return all.inputs().get(0);
  }

  @Override
  public boolean labelled() {
    return !all.targets().isEmpty();
  }

  @Override
  public boolean hasClasses() {
    return labelled() && target().part().spec().hasClasses();
  }

  @Override
  public int vectorWidth() {
    return !labelled() || hasClasses() ? 0 : target().part().spec().volume();
  }

  @Override
  public int classes() {
    return classNames().size();
  }

  @Override
  public int[] classIndices() {
    return target().classes(samples);
  }

  @Override
  public List<String> classNames() {
    return ClassNames.of(target().part());
  }

  @Override
  public Dataset withClassNames(List<String> classNames) {
    return with(
        new Parts(all.inputs(), List.of(target().part().classNames(classNames)), all.weights()));
  }

  @Override
  public boolean hasClassNames() {
    return labelled() && ClassNames.given(target().part());
  }

  @Override
  public Dataset relabelled(List<String> classNames) {
    requireNonNull(classNames, "relabelled needs the names of all classes, got null");
    if (!hasClasses() || target().part().classNames().isEmpty()) {
      throw new IllegalArgumentException(
          "relabelled needs data whose classes have names, got %s; withClassNames gives them"
              .formatted(this));
    }
    Part relabelled = ClassNames.relabelled(target().part(), classNames);
    return with(new Parts(all.inputs(), List.of(relabelled), all.weights()));
  }

  @Override
  public void read(int[] rows, int from, int to, Buffers out) {
    requireNonNull(out, "read needs buffers, got null");
    Parts.read(all.all(), chosen(rows, from, to), pass, out);
  }

  @Override
  public OptionalInt longest(String part, int[] rows, int from, int to) {
    requireNonNull(part, "longest needs the name of a part, got null");
    requireNonNull(rows, "longest needs rows, got null");
    Origin origin = all.named(part).origin();
    OptionalInt longest = origin.steps(samples[rows[from]]);
    for (int i = from + 1; i < to && longest.isPresent(); i++) {
      int steps = origin.steps(samples[rows[i]]).orElseThrow();
      longest = OptionalInt.of(Math.max(longest.getAsInt(), steps));
    }
    return longest;
  }

  @Override
  public int[] shape() {
    return input().spec().dims();
  }

  @Override
  public boolean bytes() {
    return input().spec().type() == ElementType.PIXEL;
  }

  @Override
  public boolean streamed() {
    return all.streamed();
  }

  @Override
  public void features(int[] rows, int from, int to, ByteBuffer out) {
    if (!input().spec().type().bytes()) {
      throw new IllegalStateException("features are floats, not bytes; write them as floats");
    }
    input().write(chosen(rows, from, to), pass, out);
  }

  @Override
  public void features(int[] rows, int from, int to, FloatBuffer out) {
    input().floats(chosen(rows, from, to), pass, out);
  }

  private int[] chosen(int[] rows, int from, int to) {
    int[] chosen = new int[to - from];
    Arrays.setAll(chosen, i -> samples[rows[from + i]]);
    return chosen;
  }

  @Override
  public void targets(int[] rows, int from, int to, int width, FloatBuffer out) {
    target().write(chosen(rows, from, to), width, out);
  }

  @Override
  public float[] sample(int row) {
    if (row < 0 || row >= size()) {
      throw new IndexOutOfBoundsException(
          "sample needs 0 <= row < %s, the samples there are, got %s".formatted(size(), row));
    }
    float[] values = new float[input().spec().volume()];
    features(new int[] {row}, 0, 1, FloatBuffer.wrap(values));
    return values;
  }

  @Override
  public String toString() {
    return DatasetText.of(this);
  }
}
