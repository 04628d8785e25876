package org.cornu.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.cornu.testing.JavaProcess;

/** Programs for people, compiled by one javac and run one after another in one JVM. */
final class Programs {

  private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

  private static final Pattern PART =
      Pattern.compile("(?ms)^%1$s(\\S+)\\R(.*?)(?=^%1$s|\\z)".formatted(ProgramRunner.MARK));

  private final Path classes;

  private Programs(Path classes) {
    this.classes = classes;
  }

  /** Compiles sources; a failure shows what the compiler says. */
  static Programs compile(Path classes, List<Path> sources, String... options) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    arguments.addAll(List.of(options));
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      boolean compiled = compiler.getTask(messages, files, null, arguments, null, units).call();
      assertThat(compiled).as("javac says%n%s", messages).isTrue();
    }
    return new Programs(classes);
  }

  /**
   * Runs main methods.
   *
   * @param folder where they work
   * @param calls a class and its arguments each
   * @return what each printed, by class
   */
  Map<String, String> run(Path folder, List<List<String>> calls)
      throws IOException, InterruptedException {
    Path log = folder.resolve("programs.log");
    List<String> arguments = new ArrayList<>(List.of(classes.toString()));
    calls.forEach(call -> arguments.add(String.join("\t", call)));
    List<String> options = List.of("-Xmx2g", "-Djava.awt.headless=true", NATIVE);
    ProcessBuilder builder =
        JavaProcess.of(options, ProgramRunner.class, arguments.toArray(String[]::new));
    builder.directory(folder.toFile());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly();
    String printed = Files.readString(log);
    if (!ended || process.exitValue() != 0) {
      fail("the programs printed%n%s", printed);
    }
    return parts(printed);
  }

  private static Map<String, String> parts(String printed) {
    Map<String, String> parts = new LinkedHashMap<>();
    PART.matcher(printed).results().forEach(part -> parts.put(part.group(1), part.group(2)));
    return parts;
  }
}
