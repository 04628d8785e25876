package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens {@code report.html} in headless Chromium (Debian: {@code apt install chromium}). */
class ReportInBrowserTest {

  private static final String POLICY = "default-src 'none'; img-src data:";

  /** Writes what the browser made of the page into the page. */
  private static final String PROBE =
      """
      <script>
      addEventListener("load", () => {
        const widths = [...document.images].map(image => image.naturalWidth);
        const asked = performance.getEntriesByType("resource")
            .map(entry => entry.name).filter(name => !name.startsWith("data:"));
        const wide = document.documentElement.scrollWidth > innerWidth;
        document.body.innerHTML = `widths ${widths}; asked ${asked.length}; too wide ${wide}.`;
      });
      </script>
      """;

  @TempDir private static Path dir;
  private static String html;

  @BeforeAll
  static void writeReport() throws IOException {
    ComparisonTest.comparison().write(dir);
    html = Files.readString(dir.resolve("report.html"));
  }

  @Test
  void nothingInThePagePointsOutside() {
    String withoutData = html.replaceAll("data:image/png;base64,[A-Za-z0-9+/=]+", "DATA");
    assertThat(withoutData)
        .doesNotContain("//", "url(", "<script", "<link", "<iframe", "@import", "href", "srcset")
        .contains(POLICY);
    assertThat(Pattern.compile("src=\"(?!DATA\")").matcher(withoutData).find()).isFalse();
  }

  @Test
  void everyPictureLoadsAndNothingIsFetched() throws Exception {
    List<Integer> widths = new ArrayList<>();
    for (String link : ComparisonTest.links(dir)) {
      widths.add(Pngs.read(dir.resolve(link)).getWidth());
    }
    String expected = widths.stream().map(String::valueOf).collect(Collectors.joining(","));
    assertThat(dump("1100,900")).contains("widths %s; asked 0; ".formatted(expected));
  }

  @Test
  void fitsAPhone() throws Exception {
    assertThat(dump("500,900")).contains("too wide false");
  }

  private static String dump(String size) throws IOException, InterruptedException {
    String[] path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    boolean installed =
        Stream.of(path).anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromium")));
    assumeTrue(installed, "chromium is not on the PATH");

    Path copy = dir.resolve("probe.html");
    Files.writeString(
        copy,
        html.replace(POLICY, POLICY + "; script-src 'unsafe-inline'")
            .replace("</body>", PROBE + "</body>"));
    Path dom = dir.resolve("dom.txt");
    Process chromium =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--user-data-dir=" + dir.resolve("profile"),
                "--window-size=" + size,
                "--dump-dom",
                copy.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(chromium.waitFor(60, TimeUnit.SECONDS)).as("chromium ended in time").isTrue();
    return Files.readString(dom);
  }
}
