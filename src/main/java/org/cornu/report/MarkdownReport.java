package org.cornu.report;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.cornu.drawing.Picture;

/** A page in GitHub's Markdown, with pictures by relative links. */
final class MarkdownReport implements Page {

  private final StringBuilder page = new StringBuilder();
  private final Path dir;

  /** A page that will lie in {@code dir}. */
  MarkdownReport(Path dir) {
    this.dir = dir;
  }

  @Override
  public void heading(int level, String text) {
    block("#".repeat(level) + " " + escaped(text));
  }

  @Override
  public void paragraph(String text) {
    block(escaped(text));
  }

  @Override
  public void table(List<String> head, List<List<String>> rows, int numbersFrom) {
    StringBuilder table = new StringBuilder(row(head));
    for (int column = 0; column < head.size(); column++) {
      table.append(column < numbersFrom ? "| :--- " : "| ---: ");
    }
    table.append("|\n");
    rows.forEach(row -> table.append(row(row)));
    block(table.toString().stripTrailing());
  }

  @Override
  public void picture(String path, String text) throws IOException {
    // An <img> and not ![](): the files have twice the points, and only <img> takes a width.
    int width = Picture.width(Files.readAllBytes(dir.resolve(path)));
    block(
        "<img src=\"%s\" width=\"%s\" alt=\"%s\">"
            .formatted(HtmlReport.escaped(link(path)), width, HtmlReport.escaped(text)));
  }

  /** A path as a link, whose spaces and percent signs are escaped. */
  private static String link(String path) {
    try {
      return new URI(null, null, path, null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path + ": is no path", e);
    }
  }

  @Override
  public void preformatted(String text) {
    block("```text\n" + text.stripTrailing() + "\n```");
  }

  @Override
  public String text() {
    return page.toString();
  }

  private void block(String text) {
    page.append(page.isEmpty() ? "" : "\n").append(text).append('\n');
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(MarkdownReport::escaped)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\\\`*_\\[\\]<>|#~]", "\\\\$0").replaceAll("\\R", " ");
  }
}
