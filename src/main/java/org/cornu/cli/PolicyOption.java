package org.cornu.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.cornu.graph.DTypePolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds a policy by Keras's name; shells complete these names. */
final class PolicyOption implements ITypeConverter<DTypePolicy>, Iterable<String> {

  @Override
  public DTypePolicy convert(String name) {
    return DTypePolicy.of(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "needs one of %s, got \"%s\"".formatted(names(), name)));
  }

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  private static List<String> names() {
    return Arrays.stream(DTypePolicy.values()).map(DTypePolicy::kerasName).toList();
  }
}
