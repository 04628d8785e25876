package org.cornu.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The classes that a file may name: those of Keras that Cornu has, and the user's own.
 *
 * @param builtIn found by their names in Keras's modules
 * @param own found by any other module or a registered name
 */
public record Registry(List<KerasClass<?>> builtIn, List<KerasClass<?>> own) {

  private static final int MOST_SHOWN = 40;

  public Registry {
    builtIn = List.copyOf(builtIn);
    own = List.copyOf(own);
  }

  /** With further classes of the user's. */
  public Registry with(KerasClass<?>... more) {
    List<KerasClass<?>> all = new ArrayList<>(own);
    all.addAll(Arguments.list("load needs classes of your own, or none", more));
    return new Registry(builtIn, all);
  }

  /** Whether an object is of a class that Keras has too. */
  public boolean isBuiltIn(Configurable object) {
    return builtIn.stream().anyMatch(row -> row.type() == object.getClass());
  }

  /**
   * Makes what a configuration describes.
   *
   * @param kind for example {@code Layer.class}
   * @param name of the class, or its snake case
   * @param isOwn whether the file says that the class is not Keras's
   * @param config of the object; every value of it must be read
   * @throws ConfigException if there is no such class, or a value is not one that it takes
   */
  public <T extends Configurable> T make(Class<T> kind, String name, boolean isOwn, Config config) {
    for (KerasClass<?> row : isOwn ? own : builtIn) {
      if (row.kind() == kind && row.isMeantBy(name)) {
        T made = kind.cast(make(row, config));
        config.requireAllRead();
        return made;
      }
    }
    throw new ConfigException(
        "%s: there is no %s %s; %s"
            .formatted(
                config.path(),
                KerasClass.snakeCase(kind.getSimpleName()).replace('_', ' '),
                Config.shown(name),
                isOwn
                    ? "it is not Keras's own: give its KerasClass to load"
                    : "if it is your own, give its KerasClass to load; " + known(kind)));
  }

  /** Makes what a config with {@code class_name} and {@code config} describes. */
  <T extends Configurable> T make(Class<T> kind, Config described) {
    String name = described.text("class_name");
    Object config = described.any("config").orElse(null);
    if (name.equals("function") && config instanceof String function) {
      return make(kind, function, false, new Config(described.path(), Map.of(), this));
    }
    return make(
        kind,
        name,
        isOwn(described),
        config == null ? new Config(described.path(), Map.of(), this) : described.object("config"));
  }

  /** Whether {@code module} and {@code registered_name} name a class that is not Keras's. */
  private static boolean isOwn(Config described) {
    String module = described.text("module", "keras");
    Object registered = described.any("registered_name").orElse(null);
    // Keras registers what it does not export, its operations, under their plain names.
    boolean inner =
        module.startsWith("keras.src.") && described.text("class_name").equals(registered);
    return !(module.equals("keras") || module.startsWith("keras.")) || registered != null && !inner;
  }

  private static Object make(KerasClass<?> row, Config config) {
    try {
      return row.from().apply(config);
    } catch (ConfigException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ConfigException(config.path() + ": " + e.getMessage(), e);
    }
  }

  /** The names, if one may look through them. */
  private String known(Class<?> kind) {
    List<String> names = names(kind, builtIn.stream());
    return names.size() <= MOST_SHOWN
        ? "known are " + names
        : "known are %d, from %s to %s"
            .formatted(names.size(), names.get(0), names.get(names.size() - 1));
  }

  private static List<String> names(Class<?> kind, Stream<KerasClass<?>> rows) {
    return rows.filter(row -> row.kind() == kind).map(KerasClass::className).sorted().toList();
  }
}
