package org.cornu.notebook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cornu.history.Table;

/** Values as HTML that needs no style sheet and keeps to the notebook's colours. */
final class Html {

  /** Lines that touch, so that a frame of text is whole. */
  private static final String PRE =
      "<pre style=\"white-space:pre;overflow-x:auto;line-height:normal;"
          + "font-family:Menlo,'DejaVu Sans Mono',Consolas,monospace\">%s</pre>";

  private Html() {}

  /** Text of equally wide letters. */
  static String of(String text) {
    return PRE.formatted(escaped(text));
  }

  static String of(Table table) {
    return "<table><thead>%s</thead><tbody>%s</tbody></table>"
        .formatted(
            row("th", table.head(), table),
            table.rows().stream()
                .map(cells -> row("td", cells, table))
                .collect(Collectors.joining()));
  }

  private static String row(String tag, List<String> cells, Table table) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            k ->
                "<%s style=\"text-align:%s\">%s</%s>"
                    .formatted(
                        tag, table.isNumeric(k) ? "right" : "left", escaped(cells.get(k)), tag))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
