package org.cornu.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.history.Predictions;
import org.cornu.report.Trial;
import org.cornu.report.TrialFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results for the page, and its answers about them. */
final class Results {

  private Results() {}

  /** A finished trial of two epochs. */
  static void finish(Path run, String model, long seed) throws IOException {
    TrialFolder.write(trial(model, seed), TrialFolder.of(run, model, seed));
  }

  private static Trial trial(String model, long seed) {
    History history =
        new History(
            seed,
            List.of(
                new Epoch(1, Map.of("loss", 0.5), 0.1, 2),
                new Epoch(2, Map.of("loss", Double.NaN), 0.1, 2)));
    Evaluation test = new Evaluation(0.1, Map.of("accuracy", 0.5), 2, 1);
    return Trial.of(model, history, test)
        .net("", 1234)
        .predictions(
            new Predictions(new int[] {0, 1}, new int[] {0, 0}, new float[] {1, 1}),
            List.of("0", "1"));
  }

  static Site site(Path results) {
    return new Site(results, Map.of("model4", "+ dropout"));
  }

  static SiteReply reply(Site site, String path, Map<String, String> query) {
    return site.get(path, query).orElseThrow();
  }

  static JsonNode json(Site site, String path) {
    return json(site, path, Map.of());
  }

  static JsonNode json(Site site, String path, Map<String, String> query) {
    SiteReply reply = reply(site, path, query);
    assertThat(reply.status()).as(text(reply)).isEqualTo(200);
    assertThat(reply.type()).isEqualTo("application/json");
    return JsonMapper.shared().readTree(reply.body());
  }

  static String text(SiteReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }
}
