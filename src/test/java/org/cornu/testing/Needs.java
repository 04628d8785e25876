package org.cornu.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    String named = System.getenv("CORNU_PYTHON");
    Path python = Path.of(named == null ? ".venv/bin/python" : named).toAbsolutePath();
    if (!Files.isExecutable(python)) {
      return missing("Python with Keras: no " + python + "; .ci/run makes it");
    }
    if (!PythonWithKeras.works(python)) {
      return missing(
          python + " has no Keras; pip install -r src/test/python/requirements.txt brings it");
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
  private static final class PythonWithKeras {
    private static Path asked;
    private static boolean works;

    static synchronized boolean works(Path python) {
      if (!python.equals(asked)) {
        works = imports(python);
        asked = python;
      }
      return works;
    }

    private static boolean imports(Path python) {
      try {
        Process process =
            new ProcessBuilder(python.toString(), "-c", "import keras, tensorflow")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted while asking " + python + " for Keras", e);
      }
    }
  }
}
