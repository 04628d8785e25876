package org.cornu.config;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * How objects of a class are made from files (Keras: an entry of {@code custom_objects}).
 *
 * @param <T> what the class is a kind of
 * @param kind for example {@code Layer.class}
 * @param className as files name the class
 * @param type the Java class of what is made
 * @param from makes an object from its configuration
 */
public record KerasClass<T extends Configurable>(
    Class<T> kind, String className, Class<? extends T> type, Function<Config, ? extends T> from) {

  public KerasClass {
    Objects.requireNonNull(kind, "a KerasClass needs a kind, for example Layer.class, got null");
    Objects.requireNonNull(className, "a KerasClass needs a class name, got null");
    Objects.requireNonNull(type, "a KerasClass needs a type, got null");
    Objects.requireNonNull(from, "a KerasClass needs what makes its objects, got null");
  }

  /**
   * A class that files name as Java does: {@code KerasClass.of(Layer.class, Scale.class,
   * Scale::from)}.
   */
  public static <T extends Configurable, U extends T> KerasClass<T> of(
      Class<T> kind, Class<U> type, Function<Config, U> from) {
    return new KerasClass<>(kind, type.getSimpleName(), type, from);
  }

  /** Whether a file means this class by a name: {@code GlorotUniform} or {@code glorot_uniform}. */
  public boolean isMeantBy(String name) {
    return className.equals(name) || snakeCase(className).equals(name);
  }

  /**
   * Keras's {@code to_snake_case}: {@code MaxPooling2D} to {@code max_pooling2d}. Of the one class
   * that Keras exports by another name than its own, it is that of its own.
   */
  public static String snakeCase(String className) {
    return className
        .replaceFirst("^GroupQueryAttention$", "GroupedQueryAttention")
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
