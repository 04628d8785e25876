package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cornu.drawing.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {

  @TempDir private Path dir;

  @Test
  void blocksAreApartByAnEmptyLine() throws IOException {
    new Picture(100, 50, g -> {}).save(dir.resolve("a/b.png"));
    Page page = new MarkdownReport(dir);
    page.heading(1, "Title");
    page.paragraph("Text.");
    page.table(List.of("model", "n"), List.of(List.of("a", "1"), List.of("b", "2")), 1);
    page.picture("a/b.png", "a \"picture\"");
    page.preformatted("two\n  lines\n");
    assertThat(page.text())
        .isEqualTo(
            """
            # Title

            Text.

            | model | n |
            | :--- | ---: |
            | a | 1 |
            | b | 2 |

            <img src="a/b.png" width="100" alt="a &quot;picture&quot;">

            ```text
            two
              lines
            ```
            """);
  }

  @Test
  void textIsNeverTakenForMarkup() {
    Page page = new MarkdownReport(dir);
    page.paragraph("a_b *c* <d> `e` [f] g|h\ni");
    assertThat(page.text()).isEqualTo("a\\_b \\*c\\* \\<d\\> \\`e\\` \\[f\\] g\\|h i\n");
  }
}
