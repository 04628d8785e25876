package org.cornu.report;

import java.io.IOException;
import java.util.List;

/** A page that is written from top to bottom; {@link ReportContent} writes, a format renders. */
interface Page {

  /** A heading of level 1 (the page's title, once) or 2. */
  void heading(int level, String text);

  void paragraph(String text);

  /** A table; the cells from column {@code numbersFrom} on are aligned at the right. */
  void table(List<String> head, List<List<String>> rows, int numbersFrom);

  /**
   * A PNG picture.
   *
   * @param path relative to the page, with slashes
   * @param text what it shows, for those who do not see it
   * @throws IOException if it cannot be read
   */
  void picture(String path, String text) throws IOException;

  /** Text in fixed width, its lines as they are. */
  void preformatted(String text);

  /** The finished page. */
  String text();
}
