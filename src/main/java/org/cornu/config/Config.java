package org.cornu.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Ordered values under Keras's names: null, booleans, numbers, strings, lists, other configs, and
 * {@link Configurable} objects. A config that came from a file knows its place there, gives typed
 * values, and remembers which were asked for, so that none is passed over in silence. A value that
 * is null counts as absent.
 */
public final class Config {

  /** Without values. */
  public static final Config EMPTY = new Config("config", Map.of(), null);

  private static final String DESCRIBED = "a name or an object with class_name and config";

  private final String path;
  private final Map<String, Object> values;
  private final Registry registry;
  private final Reads read = new Reads();

  /**
   * A config from a file.
   *
   * @param path its place, for messages: {@code config.json, layers[2].config}
   * @param registry makes the objects that it names
   */
  public Config(String path, Map<String, ?> values, Registry registry) {
    this.path = path;
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.registry = registry;
  }

  /** A config with one value. */
  public static Config of(String key, Object value) {
    return EMPTY.with(key, value);
  }

  /** These values and one more, which may replace one. */
  public Config with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new Config(path, more, registry);
  }

  /** These values, then others. */
  public Config with(Config others) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.putAll(others.values);
    return new Config(path, more, registry);
  }

  /** These values but some. */
  public Config without(String... keys) {
    Map<String, Object> fewer = new LinkedHashMap<>(values);
    List.of(keys).forEach(fewer::remove);
    return new Config(path, fewer, registry);
  }

  /** None of these values, at the same place of the same file. */
  public Config emptied() {
    return new Config(path, Map.of(), registry);
  }

  /** The same values at another place. */
  public Config at(String path) {
    return new Config(path, values, registry);
  }

  /** The place in the file, for messages. */
  public String path() {
    return path;
  }

  /** All values by their names, in order. */
  public Map<String, Object> values() {
    return values;
  }

  /** Whether there is a value. */
  public boolean has(String key) {
    return values.get(key) != null;
  }

  /** A whole number. */
  public int integer(String key) {
    Object value = needed(key, "a whole number");
    if (value instanceof Number number && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    throw wrong(key, "a whole number of at most " + Integer.MAX_VALUE);
  }

  /** A whole number, or what stands in for one. */
  public int integer(String key, int absent) {
    return has(key) ? integer(key) : absent;
  }

  /** A number. */
  public double number(String key) {
    if (needed(key, "a number") instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(key, "a number");
  }

  /** A number, or what stands in for one. */
  public double number(String key, double absent) {
    return has(key) ? number(key) : absent;
  }

  /** True or false, or what stands in for it. */
  public boolean flag(String key, boolean absent) {
    if (!has(key)) {
      return absent;
    }
    if (needed(key, "true or false") instanceof Boolean flag) {
      return flag;
    }
    throw wrong(key, "true or false");
  }

  /** A string. */
  public String text(String key) {
    if (needed(key, "a string") instanceof String text) {
      return text;
    }
    throw wrong(key, "a string");
  }

  /** A string, or what stands in for one. */
  public String text(String key, String absent) {
    return has(key) ? text(key) : absent;
  }

  /** A list of values of any kind. */
  public List<?> list(String key) {
    if (needed(key, "a list") instanceof List<?> list) {
      return list;
    }
    throw wrong(key, "a list");
  }

  /** A config within this one. */
  public Config object(String key) {
    if (needed(key, "an object") instanceof Config config) {
      return config;
    }
    throw wrong(key, "an object");
  }

  /** The configs of a list. */
  public List<Config> objects(String key) {
    List<Config> objects = new ArrayList<>();
    for (Object value : list(key)) {
      if (!(value instanceof Config config)) {
        throw wrong(key, "a list of objects");
      }
      objects.add(config);
    }
    return objects;
  }

  /** A value of whatever kind, if there is one. */
  public Optional<Object> any(String key) {
    read.add(key);
    return Optional.ofNullable(values.get(key));
  }

  /**
   * The object that a value describes: a name, or an object with {@code class_name} and {@code
   * config}.
   *
   * @param kind for example {@code Initializer.class}
   */
  public <T extends Configurable> T instance(Class<T> kind, String key) {
    Object value = needed(key, DESCRIBED);
    if (value instanceof String name) {
      return registry.make(kind, name, false, new Config(path + "." + key, Map.of(), registry));
    }
    if (value instanceof Config described) {
      T made = described.instance(kind);
      read.addThoseOf(described);
      return made;
    }
    throw wrong(key, DESCRIBED);
  }

  /**
   * The object that a value describes, or what stands in for it, also where Cornu lacks the object
   * and only training needs it: see {@link #leftOut}.
   */
  public <T extends Configurable> T instance(Class<T> kind, String key, T absent) {
    try {
      return has(key) ? instance(kind, key) : absent;
    } catch (ConfigException e) {
      if (!LeftOut.mayBe(key)) {
        throw e;
      }
      leaveOut(key);
      return absent;
    }
  }

  /** The object that this config itself describes by {@code class_name} and {@code config}. */
  public <T extends Configurable> T instance(Class<T> kind) {
    T made = registry.make(kind, this);
    read.addThoseOf(values.get("config"));
    return made;
  }

  /** Takes a value that is of use in one form only; {@link #requireAllRead} says if it has none. */
  public void require(String key, Object only) {
    read.add(key);
    if (has(key) && !Reads.isSame(values.get(key), only)) {
      refuse(key, shown(only) + ", which is all that Cornu has");
    }
  }

  /** Has {@link #requireAllRead} complain that a value is not what is needed. */
  public void refuse(String key, String needed) {
    read.complain(wrong(key, needed).getMessage());
  }

  /** Passes over values that change nothing here. */
  public void ignore(String... keys) {
    List.of(keys).forEach(read::add);
  }

  /** Passes over a value that only training needs, and remembers it. */
  public void leaveOut(String key) {
    read.leaveOut(key, values.get(key));
  }

  /** Takes up what was left out of a part that was made by itself. */
  public void leaveOutOf(Config part) {
    read.addThoseOf(part);
  }

  /** What only training needs and was left out, here and in objects made from values of this. */
  public List<LeftOut> leftOut() {
    return read.leftOut();
  }

  /**
   * Checks that nothing was passed over; what only training needs is left out.
   *
   * @throws ConfigException if another value was not asked for, or one cannot be used: all of them
   */
  public void requireAllRead() {
    read.requireAll(this);
  }

  /** The complaint that a value is not what is needed. */
  public ConfigException wrong(String key, String needed) {
    return new ConfigException(
        "%s.%s: needs %s, got %s".formatted(path, key, needed, shown(values.get(key))));
  }

  private Object needed(String key, String what) {
    read.add(key);
    Object value = values.get(key);
    if (value == null) {
      throw new ConfigException("%s.%s: needs %s, there is none".formatted(path, key, what));
    }
    return value;
  }

  /** A value in a message. */
  static String shown(Object value) {
    String text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Config config && config.values.equals(values);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(values);
  }

  /** The values, as a map prints them. */
  @Override
  public String toString() {
    return values.toString();
  }
}
