package org.cornu.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file: its code blocks, the places that links can lead to, and its links.
 *
 * <p>Java that cannot run is marked by an HTML comment in the line before its block, with the
 * reason: {@code <!-- compiled only: needs two GPUs -->}, {@code <!-- not compiled: needs Spring
 * -->}.
 */
record Page(Path file, List<String> lines) {

  static final Path GUIDE = Path.of("docs/guide");

  private static final Pattern MARK = Pattern.compile("<!-- (compiled only|not compiled): .+ -->");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)[^)]*\\)|(?:src|href)=\"([^\"]+)\"");

  /** What a test does with a block of Java. */
  enum Use {
    RUN,
    COMPILED,
    SHOWN
  }

  /**
   * A code block.
   *
   * @param line of its first line of code, counted from 1
   */
  record Block(int line, String language, Use use, String code) {}

  static Page read(Path file) {
    try {
      return new Page(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pages of the guide, by name. */
  static List<Page> guide() throws IOException {
    try (Stream<Path> files = Files.list(GUIDE)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Page::read)
          .toList();
    }
  }

  /** The blocks of a language. */
  List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language().equals(language)).toList();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    String mark = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("```")) {
        int first = i + 1;
        do {
          i++;
        } while (!lines.get(i).equals("```"));
        String code = String.join("\n", lines.subList(first, i)) + "\n";
        blocks.add(new Block(first + 1, line.substring(3).strip(), use(mark), code));
      }
      mark = line;
    }
    return blocks;
  }

  private static Use use(String mark) {
    Matcher matcher = MARK.matcher(mark);
    if (!matcher.matches()) {
      return Use.RUN;
    }
    return matcher.group(1).equals("compiled only") ? Use.COMPILED : Use.SHOWN;
  }

  /** The lines outside of code blocks, code within them left out. */
  private List<String> prose() {
    List<String> prose = new ArrayList<>();
    boolean code = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (!code) {
        prose.add(line);
      }
    }
    return prose;
  }

  /** The anchors that GitHub gives the headings. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor =
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
        int times = seen.merge(anchor, 1, Integer::sum);
        anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
      }
    }
    return anchors;
  }

  /** What its links name, other sites aside: {@code data.md#folders}, {@code #folders}. */
  List<String> links() {
    return prose().stream()
        .map(line -> line.replaceAll("`[^`]*`", "`"))
        .flatMap(line -> LINK.matcher(line).results())
        .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }
}
