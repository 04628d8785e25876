package org.cornu.bench;

import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.softmax;

import org.cornu.Sequential;
import org.cornu.zoo.MnistCnns;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds a net by its name: {@code 1} to {@code 5}, or {@code wide64}: model 3 of another width. */
final class Nets implements ITypeConverter<Sequential> {

  private static final String WIDE = "wide";

  @Override
  public Sequential convert(String name) {
    if (name.matches("[1-5]")) {
      return MnistCnns.all().get(Integer.parseInt(name) - 1);
    }
    if (name.matches(WIDE + "[1-9][0-9]{0,3}")) {
      return model3(Integer.parseInt(name.substring(WIDE.length())));
    }
    throw new TypeConversionException("needs 1 to 5, or wide1 to wide9999, got " + name);
  }

  /** Model 3 with so many filters in place of 32, and the hidden layer in proportion. */
  private static Sequential model3(int filters) {
    return Sequential.of(
        input(28, 28, 1),
        conv2d(filters, 3),
        relu(),
        conv2d(filters, 3),
        relu(),
        maxPooling2d(2),
        flatten(),
        dense(4 * filters),
        relu(),
        dense(10),
        softmax());
  }
}
