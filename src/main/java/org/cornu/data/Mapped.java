package org.cornu.data;

import java.util.List;

/**
 * Samples that go through a change each time they are read.
 *
 * @param base what the change is given
 * @param declared the parts that it may change, as they are afterwards
 * @param depth how many maps this makes, each with draws of its own
 */
record Mapped(List<Part> base, SampleMap change, List<PartSpec> declared, int depth)
    implements Shared {

  /**
   * The parts after a change.
   *
   * @param specs the parts that it may change; none for the inputs, as they are
   */
  static Parts of(Parts parts, SampleMap change, List<PartSpec> specs) {
    List<Part> base = parts.all();
    List<PartSpec> declared =
        specs.isEmpty() ? parts.inputs().stream().map(Part::spec).toList() : specs;
    List<String> names = base.stream().map(each -> each.spec().name()).toList();
    for (PartSpec each : declared) {
      if (!names.contains(each.name())) {
        throw new IllegalArgumentException(
            "map needs parts of the data, %s, got \"%s\"".formatted(names, each.name()));
      }
    }
    int below = base.stream().mapToInt(each -> each.origin().depth()).max().orElse(0);
    Mapped mapped = new Mapped(base, change, List.copyOf(declared), below + 1);
    return parts.each(mapped::after);
  }

  /** What is read with the others of its origin goes on being so. */
  private Part after(Part part) {
    for (PartSpec each : declared) {
      if (each.name().equals(part.spec().name())) {
        return part.with(each, this, each.hasClasses() ? part.classNames() : List.of());
      }
    }
    return part.origin() instanceof Shared ? part.with(part.spec(), this, part.classNames()) : part;
  }

  @Override
  public void read(int[] samples, Pass pass, Buffers out) {
    if (declared.stream().noneMatch(each -> out.wants(each.name()))) {
      Parts.read(base, samples, pass, out);
      return;
    }
    Buffers in = Buffers.of(base.stream().map(Part::spec).toList(), samples.length);
    Parts.read(base, samples, pass, in);
    for (int i = 0; i < samples.length; i++) {
      Sample sample = new Sample(in, i, declared);
      try {
        change.change(sample, pass.draws(depth, samples[i]));
        out.at(i);
        out.parts().forEach(part -> sample.write(part, out));
      } catch (RuntimeException e) {
        throw new IllegalStateException(
            "map, sample %s: %s".formatted(samples[i], e.getMessage()), e);
      }
    }
    out.end();
    Values.check("map", samples, out);
  }
}
