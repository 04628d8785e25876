package org.cornu.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This Java and class path in a process of their own. */
public final class JavaProcess {

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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
