package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.cornu.drawing.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  @TempDir private Path dir;

  @Test
  void picturesAreInside() throws IOException {
    Path png = dir.resolve("a/b.png");
    new Picture(100, 50, g -> {}).save(png);
    Page page = new HtmlReport("Title", dir);
    page.picture("a/b.png", "a \"picture\"");
    String data = Base64.getEncoder().encodeToString(Files.readAllBytes(png));
    assertThat(page.text())
        .contains(
            "<img src=\"data:image/png;base64,%s\" width=\"100\" alt=\"a &quot;picture&quot;\">"
                .formatted(data));
  }

  @Test
  void textIsNeverTakenForMarkup() {
    Page page = new HtmlReport("<b> & \"c\"", dir);
    page.heading(2, "<h>");
    page.paragraph("1 < 2 & 3");
    page.preformatted("a <pre>\n");
    page.table(List.of("<x>", "n"), List.of(List.of("<y>", "1")), 1);
    assertThat(page.text())
        .contains("<title>&lt;b&gt; &amp; &quot;c&quot;</title>")
        .contains("<h2>&lt;h&gt;</h2>\n<p>1 &lt; 2 &amp; 3</p>\n<pre>a &lt;pre&gt;</pre>\n")
        .contains("<tr><th>&lt;x&gt;</th><th class=\"number\">n</th></tr>")
        .contains("<tr><td>&lt;y&gt;</td><td class=\"number\">1</td></tr>");
  }
}
