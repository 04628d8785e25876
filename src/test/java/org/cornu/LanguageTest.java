package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text that reaches files, names and options is alike whatever the machine's language. Java writes
 * {@code %d} and {@code %.2f} in its digits, and {@code %s} of a whole number in ours.
 */
class LanguageTest {

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final Pattern LITERAL =
      Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"");
  private static final Pattern NUMBER =
      Pattern.compile("(?<!%)(?:%%)*%[-#+ 0,(]*\\d*(?:\\.\\d+)?[deEfgG]");
  private static final Pattern LANGUAGE =
      Pattern.compile("to(?:Lower|Upper)Case\\(\\)|getNumberInstance\\(\\)|new DecimalFormat");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "callbacks",
        "cli",
        "drawing",
        "files",
        "history",
        "notebook",
        "page",
        "plot",
        "report",
        "zoo"
      })
  void numbersAreFormattedInTheRootLocaleOrAsText(String name) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/org/cornu", name))) {
      for (Path file : files.toList()) {
        String source = COMMENT.matcher(Files.readString(file)).replaceAll("");
        for (String statement : source.split(";\\s*\\n")) {
          boolean numbers =
              LITERAL
                  .matcher(statement)
                  .results()
                  .anyMatch(literal -> NUMBER.matcher(literal.group()).find());
          if (numbers && !statement.contains("Locale.ROOT") || LANGUAGE.matcher(statement).find()) {
            found.add(file.getFileName() + ": " + statement.strip());
          }
        }
      }
    }
    assertThat(found).as("needs String.format(Locale.ROOT, ...), or %%s").isEmpty();
  }
}
