package org.cornu.cli;

import java.util.Iterator;
import org.cornu.zoo.Recipe;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Finds a net by what a user types: {@code 3}, {@code model3} or {@code champion}. Shells complete
 * these names.
 */
final class Zoo implements ITypeConverter<Recipe>, Iterable<String> {

  /** What a user may type. */
  static final String NAMES = "1 to 5, model1 to model5, or champion.";

  /** The same, and what each is. */
  static final String TITLES =
      "1 (one convolution), 2 (+ a dense layer), 3 (two convolutions), 4 (+ dropout), 5 (batch"
          + " normalization), or champion (trained for accuracy).";

  @Override
  public Recipe convert(String text) {
    return Recipe.named(text.matches("\\d+") ? "model" + text : text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "needs %s got \"%s\"".formatted(NAMES.replace('.', ','), text)));
  }

  @Override
  public Iterator<String> iterator() {
    return Recipe.names().iterator();
  }
}
