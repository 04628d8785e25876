package org.cornu.functions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Layers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * Einstein's sum of one value or two, floats (Keras: {@code ops.einsum}).
 *
 * @param subscripts a letter for each axis, the batch's first of each: {@code bij,bkj->bik}
 */
public record Einsum(String subscripts) implements FunctionLayer {

  private static final Pattern FORM = Pattern.compile("(\\w)(\\w*)(?:,\\1(\\w*))?->\\1(\\w*)");

  public Einsum {
    if (!FORM.matcher(subscripts).matches()) {
      throw new IllegalArgumentException(
          "einsum needs subscripts such as bij,bkj->bik, of one value or two, the batch's letter first in each, got \"%s\""
              .formatted(subscripts));
    }
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    Matcher form = FORM.matcher(subscripts);
    form.matches();
    List<String> read =
        form.group(3) == null ? List.of(form.group(2)) : List.of(form.group(2), form.group(3));
    Operands.values(read.size()).require(inputs);
    Map<Character, Long> sizes = new HashMap<>();
    List<Shape> shapes = FunctionLayer.floats(inputs);
    for (int i = 0; i < read.size(); i++) {
      note(read.get(i), shapes.get(i), sizes);
    }
    long[] given = form.group(4).chars().mapToLong(letter -> size((char) letter, sizes)).toArray();
    return List.of(Spec.floats(Shape.of(given)));
  }

  private void note(String letters, Shape shape, Map<Character, Long> sizes) {
    boolean fits = letters.length() == shape.numDimensions();
    for (int axis = 0; fits && axis < letters.length(); axis++) {
      long size = shape.get(axis);
      long known = sizes.getOrDefault(letters.charAt(axis), Layers.ANY);
      fits = known == Layers.ANY || size == Layers.ANY || known == size;
      sizes.put(letters.charAt(axis), Math.max(known, size));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "needs values as \"%s\" describes them, got %s"
              .formatted(subscripts, Spec.floats(shape)));
    }
  }

  private long size(char letter, Map<Character, Long> sizes) {
    if (!sizes.containsKey(letter)) {
      throw new IllegalArgumentException(
          "\"%s\" gives an axis %s that it reads nowhere".formatted(subscripts, letter));
    }
    return sizes.get(letter);
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return List.of(
        scope.tf().linalg.einsum(inputs.stream().map(Spec::floats).toList(), subscripts));
  }

  @Override
  public Config config() {
    return Config.of("subscripts", subscripts);
  }

  /** Reads Keras's configuration. */
  public static Einsum from(Config config) {
    return new Einsum(config.text("subscripts").replace(" ", ""));
  }
}
