package org.cornu.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the policy lets the script and the style run is seen in a browser: PageInBrowserTest. */
class IndexTest {

  private static final SiteReply INDEX =
      Results.reply(Results.site(Path.of("results")), "/", Map.of());

  @Test
  void nothingInItPointsOutside() {
    List<String> places =
        Pattern.compile("[a-z]+://[^'\"\\s)]+")
            .matcher(Results.text(INDEX))
            .results()
            .map(MatchResult::group)
            .distinct()
            .toList();
    assertThat(places).as("the name of SVG alone").containsExactly("http://www.w3.org/2000/svg");
    assertThat(Results.text(INDEX)).doesNotContain("url(h", "@import", "<iframe", "srcset");
  }

  @Test
  void thePolicyLetsNothingElseRunAndAsksNobodyElse() {
    assertThat(INDEX.headers().get("Content-Security-Policy"))
        .startsWith("default-src 'none'; img-src 'self' data:; connect-src 'self'; ")
        .containsPattern("script-src 'sha256-[^']{44}';")
        .containsPattern("style-src 'sha256-[^']{44}';")
        .doesNotContain("unsafe");
  }

  @Test
  void itsTagGoesWithItsBytes() {
    assertThat(INDEX.tag())
        .isEqualTo(Results.reply(Results.site(Path.of("x")), "/", Map.of()).tag());
    assertThat(INDEX.tag()).matches("\"[0-9a-f-]+\"").isNotEqualTo(SiteReply.json("").tag());
  }

  @Test
  void itIsOneFileOfALittleWeight() {
    assertThat(INDEX.body().length).isLessThan(60_000);
  }
}
