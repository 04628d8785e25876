package org.cornu.cli;

import java.util.Arrays;
import org.cornu.graph.DTypePolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds a policy by Keras's name. */
final class PolicyOption implements ITypeConverter<DTypePolicy> {

  @Override
  public DTypePolicy convert(String name) {
    return DTypePolicy.of(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "needs one of %s, got \"%s\""
                        .formatted(
                            Arrays.stream(DTypePolicy.values())
                                .map(DTypePolicy::kerasName)
                                .toList(),
                            name)));
  }
}
