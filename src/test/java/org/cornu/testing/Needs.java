package org.cornu.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs outside the JVM that a test needs. A test without its program is skipped, and fails
 * where the environment has {@code CORNU_REQUIRE_ALL}, as in CI.
 */
public final class Needs {
  private Needs() {}

  /**
   * A Python that imports Keras and TensorFlow: the one named by the environment's {@code
   * CORNU_PYTHON}, else {@code .venv/bin/python}, which {@code .ci/run} makes.
   */
  public static Path python() {
    return python("Keras", "keras, tensorflow", "src/test/python/requirements.txt");
  }

  /** The same Python, if it has JupyterLab and the kernel JJava. */
  public static Path jupyter() {
    return python("JJava", "jjava, nbconvert", "notebooks/requirements.txt");
  }

  private static Path python(String what, String modules, String requirements) {
    String named = System.getenv("CORNU_PYTHON");
    Path python = Path.of(named == null ? ".venv/bin/python" : named).toAbsolutePath();
    if (!Files.isExecutable(python)) {
      return missing("Python with " + what + ": no " + python + "; .ci/run makes it");
    }
    if (!Imports.work(python, modules)) {
      return missing(
          python + " has no " + what + "; pip install -r " + requirements + " brings it");
    }
    return python;
  }

  /** The first program of these names on the {@code PATH}: one may stand for another. */
  public static Path program(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(
            () -> missing("the program " + String.join(" or ", names) + ": not on the PATH"));
  }

  private static Path missing(String what) {
    String message = "this test needs " + what;
    return System.getenv("CORNU_REQUIRE_ALL") == null ? abort(message) : fail(message);
  }

  /** Asked once, since importing Keras takes seconds. */
  private static final class Imports {
    private static final Map<List<String>, Boolean> ASKED = new HashMap<>();

    static synchronized boolean work(Path python, String modules) {
      return ASKED.computeIfAbsent(
          List.of(python.toString(), modules), asked -> imports(python, modules));
    }

    private static boolean imports(Path python, String modules) {
      try {
        Process process =
            new ProcessBuilder(python.toString(), "-c", "import " + modules)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        throw new IllegalStateException(
            "interrupted while asking " + python + " for " + modules, e);
      }
    }
  }
}
