package org.cornu.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cornu.config.Config;

/**
 * What a function takes, in its order: values that it reads, and numbers that stand in its call, as
 * in {@code 2 / x}.
 *
 * @param numbers for each argument a number, or none for a value
 */
public record Operands(List<Optional<Double>> numbers) {

  /** Where a configuration holds them, a null for each value; Keras has them in the call. */
  public static final String KEY = "numbers";

  public Operands {
    numbers = List.copyOf(numbers);
    if (numbers.stream().noneMatch(Optional::isEmpty)) {
      throw new IllegalArgumentException("a function needs a value to read, got " + numbers);
    }
  }

  /** So many values. */
  static Operands values(int count) {
    return new Operands(IntStream.range(0, count).mapToObj(i -> Optional.<Double>empty()).toList());
  }

  /** A value, then a number. */
  static Operands with(double number) {
    return new Operands(List.of(Optional.empty(), Optional.of(number)));
  }

  /** A number, then a value. */
  static Operands after(double number) {
    return new Operands(List.of(Optional.of(number), Optional.empty()));
  }

  /**
   * All of them in their order.
   *
   * @param read the values
   * @param constant what stands for a number
   */
  <T> List<T> all(List<? extends T> read, Function<Double, T> constant) {
    List<T> all = new ArrayList<>();
    int next = 0;
    for (Optional<Double> number : numbers) {
      all.add(number.isPresent() ? constant.apply(number.get()) : read.get(next++));
    }
    return all;
  }

  /** Checks that so many values are read. */
  <T> List<T> require(List<T> read) {
    long needed = numbers.stream().filter(Optional::isEmpty).count();
    if (read.size() != needed) {
      throw new IllegalArgumentException("needs %d inputs, got %d".formatted(needed, read.size()));
    }
    return read;
  }

  /** None where all are values. */
  Config config() {
    List<Object> written = new ArrayList<>();
    numbers.forEach(number -> written.add(number.orElse(null)));
    return numbers.stream().allMatch(Optional::isEmpty) ? Config.EMPTY : Config.of(KEY, written);
  }

  /** Reads them; so many values where nothing is said. */
  static Operands from(Config config, int count) {
    if (!config.has(KEY)) {
      return values(count);
    }
    List<Optional<Double>> numbers = new ArrayList<>();
    for (Object each : config.list(KEY)) {
      numbers.add(each instanceof Number n ? Optional.of(n.doubleValue()) : Optional.empty());
    }
    if (numbers.size() != count) {
      throw config.wrong(KEY, count + " arguments");
    }
    return new Operands(numbers);
  }
}
