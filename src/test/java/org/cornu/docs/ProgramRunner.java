package org.cornu.docs;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs the main methods that its arguments name, in a process of its own. */
final class ProgramRunner {

  static final String MARK = "== running ";

  private ProgramRunner() {}

  /** The first argument is a folder of classes, each other a class and its arguments, by tabs. */
  public static void main(String[] arguments) throws Exception {
    boolean failed = false;
    URL[] folder = {Path.of(arguments[0]).toUri().toURL()};
    try (URLClassLoader classes = new URLClassLoader(folder)) {
      for (String call : List.of(arguments).subList(1, arguments.length)) {
        String[] words = call.split("\t");
        System.out.println(MARK + words[0]);
        Object given = Arrays.copyOfRange(words, 1, words.length);
        try {
          classes.loadClass(words[0]).getMethod("main", String[].class).invoke(null, given);
        } catch (InvocationTargetException e) {
          e.getCause().printStackTrace(System.out);
          failed = true;
        }
      }
    }
    System.exit(failed ? 1 : 0);
  }
}
