package org.cornu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The Python programs in {@code src/test/python}. */
public final class Script {
  private Script() {}

  /**
   * Runs one; a failure shows what it printed.
   *
   * @return what it printed
   */
  public static String run(String name, Map<String, String> environment, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Needs.python().toString()));
    command.add("src/test/python/" + name);
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path log = Files.createTempFile("script", ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(log.toFile()).start();
      boolean ended = process.waitFor(20, TimeUnit.MINUTES);
      process.destroyForcibly();
      String printed = Files.readString(log);
      assertThat(ended).as("%s ends; it printed%n%s", name, printed).isTrue();
      assertThat(process.exitValue()).as("%s printed%n%s", name, printed).isZero();
      return printed;
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
