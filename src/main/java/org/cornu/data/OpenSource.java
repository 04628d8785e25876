package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source of the user's.
 *
 * @param parts all that it has
 */
record OpenSource(Source source, List<PartSpec> parts) implements Shared {

  private static final int NAMED = 3;

  /** The parts of a source, once it is found to be one. */
  static Parts parts(Source source) {
    List<PartSpec> inputs = specs(source, "inputs", source.inputs());
    List<PartSpec> targets = specs(source, "targets", source.targets());
    requireNonNull(source.weights(), "%s needs weights or none, got null".formatted(source));
    Map<String, PartSpec> weights = Map.copyOf(source.weights());
    for (Map.Entry<String, PartSpec> each : weights.entrySet()) {
      boolean known = targets.stream().anyMatch(target -> target.name().equals(each.getKey()));
      if (!known || !each.getValue().equals(PartSpec.floats(each.getValue().name()))) {
        throw new IllegalArgumentException(
            "%s needs one float a sample as weights of one of its targets %s, got %s for \"%s\""
                .formatted(source, targets, each.getValue(), each.getKey()));
      }
    }
    List<PartSpec> all =
        Stream.of(inputs, targets, weights.values())
            .flatMap(Collection::stream)
            .distinct()
            .toList();
    OpenSource origin = new OpenSource(source, all);
    Map<PartSpec, Part> parts = new HashMap<>();
    int size = source.size();
    all.forEach(spec -> parts.put(spec, new Part(spec, origin, size, List.of())));
    return new Parts(
        inputs.stream().map(parts::get).toList(),
        targets.stream().map(parts::get).toList(),
        weights.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> parts.get(each.getValue()))));
  }

  private static List<PartSpec> specs(Source source, String what, List<PartSpec> specs) {
    return List.copyOf(requireNonNull(specs, "%s needs %s, got null".formatted(source, what)));
  }

  @Override
  public void read(int[] samples, Pass pass, Buffers out) {
    out.tolerate(parts);
    try {
      source.read(samples.clone(), out);
      out.end();
    } catch (IOException e) {
      throw unread(samples, e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw unread(samples, e.getMessage(), e.getCause());
    } catch (BufferOverflowException e) {
      throw wrong(samples, "needed as many numbers as the part's shape says, got more", e);
    } catch (RuntimeException e) {
      throw wrong(samples, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
    Values.check(source.toString(), samples, out);
  }

  private UncheckedIOException unread(int[] samples, String why, IOException cause) {
    return new UncheckedIOException(
        "%s, %s: cannot be read: %s".formatted(source, text(samples), why), cause);
  }

  private IllegalStateException wrong(int[] samples, String why, RuntimeException cause) {
    return new IllegalStateException("%s, %s: %s".formatted(source, text(samples), why), cause);
  }

  /** Such as {@code samples 3, 17, 5 and 125 more}. */
  private static String text(int[] samples) {
    int more = samples.length - NAMED;
    return Arrays.stream(samples)
            .limit(NAMED)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", ", samples.length == 1 ? "sample " : "samples ", ""))
        + (more > 0 ? " and %s more".formatted(more) : "");
  }
}
