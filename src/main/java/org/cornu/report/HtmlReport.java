package org.cornu.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.cornu.drawing.Picture;

/** A page in HTML that stands alone: style and pictures inside, no script, nothing to fetch. */
final class HtmlReport implements Page {

  // The policy makes "nothing to fetch" the browser's rule too.
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
      <title>%s</title>
      <style>
      :root { color-scheme: light; }
      body { background: #fff; color: #222; font: 16px/1.5 system-ui, sans-serif;
        margin: 2rem auto; max-width: 58rem; padding: 0 1rem; }
      h1, h2 { line-height: 1.25; margin: 2.2em 0 0.6em; break-after: avoid; }
      h1 { font-size: 1.8rem; margin-top: 0; }
      h2 { font-size: 1.35rem; border-bottom: 1px solid #ccc; padding-bottom: 0.2em; }
      .wide { overflow-x: auto; margin: 1em 0; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { border-bottom: 1px solid #ddd; padding: 0.35em 0.9em 0.35em 0; text-align: left;
        vertical-align: top; }
      th { border-bottom: 2px solid #888; vertical-align: bottom; }
      .number { text-align: right; padding-left: 0.9em; }
      td.number, td:first-child { white-space: nowrap; }
      pre { background: #f6f6f6; border: 1px solid #ddd; font-size: 0.8rem; line-height: 1.35;
        overflow-x: auto; padding: 0.8em; }
      img { display: block; height: auto; margin: 1.2em 0; max-width: 100%%; }
      tr, img, pre { break-inside: avoid; }
      @media print {
        body { font-size: 10pt; margin: 0; max-width: none; }
        .wide, pre { overflow: visible; }
        pre { white-space: pre-wrap; }
      }
      </style>
      </head>
      <body>
      """;

  private final StringBuilder page;
  private final Path dir;

  /** A page whose pictures lie in {@code dir}. */
  HtmlReport(String title, Path dir) {
    this.page = new StringBuilder(HEAD.formatted(escaped(title)));
    this.dir = dir;
  }

  @Override
  public void heading(int level, String text) {
    page.append("<h%s>%s</h%s>\n".formatted(level, escaped(text), level));
  }

  @Override
  public void paragraph(String text) {
    page.append("<p>").append(escaped(text)).append("</p>\n");
  }

  @Override
  public void table(List<String> head, List<List<String>> rows, int numbersFrom) {
    page.append("<div class=\"wide\"><table>\n<thead>\n");
    row("th", head, numbersFrom);
    page.append("</thead>\n<tbody>\n");
    rows.forEach(row -> row("td", row, numbersFrom));
    page.append("</tbody>\n</table></div>\n");
  }

  @Override
  public void picture(String path, String text) throws IOException {
    byte[] png = Files.readAllBytes(dir.resolve(path));
    page.append(
        "<img src=\"data:image/png;base64,%s\" width=\"%s\" alt=\"%s\">\n"
            .formatted(Base64.getEncoder().encodeToString(png), Picture.width(png), escaped(text)));
  }

  @Override
  public void preformatted(String text) {
    page.append("<pre>").append(escaped(text.stripTrailing())).append("</pre>\n");
  }

  @Override
  public String text() {
    return page + "</body>\n</html>\n";
  }

  /** Text that HTML takes literally, in elements and in quoted attributes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void row(String cell, List<String> cells, int numbersFrom) {
    page.append("<tr>");
    for (int column = 0; column < cells.size(); column++) {
      String style = column < numbersFrom ? "" : " class=\"number\"";
      page.append("<%s%s>%s</%s>".formatted(cell, style, escaped(cells.get(column)), cell));
    }
    page.append("</tr>\n");
  }
}
