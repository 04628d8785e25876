package org.cornu.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** This Java and class path in a process of their own. */
public final class JavaProcess {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private JavaProcess() {}

  /** A process that runs a class's main method. */
  public static ProcessBuilder of(Class<?> main, String... arguments) {
    return of(List.of(), main, arguments);
  }

  /**
   * A process that runs a class's main method.
   *
   * @param options of the JVM
   */
  public static ProcessBuilder of(List<String> options, Class<?> main, String... arguments) {
    return of(options, CLASS_PATH, main, arguments);
  }

  /** A process that runs a class's main method, and lacks TensorFlow's native libraries. */
  public static ProcessBuilder withoutNatives(Class<?> main, String... arguments) {
    return without("tensorflow-core-native.*-\\w+-\\w+", main, arguments);
  }

  /**
   * A process that runs a class's main method, and lacks some jars.
   *
   * @param jars a regular expression of their names
   */
  public static ProcessBuilder without(String jars, Class<?> main, String... arguments) {
    String classPath =
        Stream.of(CLASS_PATH.split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*" + jars + "\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    return of(List.of(), classPath, main, arguments);
  }

  private static ProcessBuilder of(
      List<String> options, String classPath, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
