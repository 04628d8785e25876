package org.cornu.cli;

import java.util.Optional;
import org.cornu.zoo.Recipe;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds a net by what a user types: {@code 3}, {@code model3} or {@code champion}. */
final class Zoo implements ITypeConverter<Recipe> {

  /** What a user may type. */
  static final String NAMES = "1 to 5, model1 to model5, or champion.";

  @Override
  public Recipe convert(String text) {
    return named(text.matches("\\d+") ? "model" + text : text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "needs %s got \"%s\"".formatted(NAMES.replace('.', ','), text)));
  }

  /** The net of this name. */
  static Optional<Recipe> named(String name) {
    return Recipe.all().stream().filter(recipe -> recipe.net().name().equals(name)).findFirst();
  }
}
