package org.cornu.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cornu.history.Epoch;
import org.cornu.history.HistoryCsv;
import org.cornu.report.Progress;
import org.cornu.report.Progress.Phase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LiveTest {

  private static final Progress PROGRESS =
      new Progress(
          "model1", 7, 2, 20, 512, 48_000, Phase.TRAINING, 3500.5, 60, Map.of("loss", 0.4));

  @TempDir private Path results;
  private Path trial;

  @BeforeEach
  void placeTrial() {
    trial = results.resolve("latest/model1/seed-7");
  }

  private JsonNode runs() {
    return Results.json(Results.site(results), "/page/training").get("runs");
  }

  /** The progress as if it had been told so long ago. */
  private void told(Progress progress, Duration ago) throws IOException {
    progress.write(trial);
    Files.setLastModifiedTime(
        trial.resolve("progress.json"), FileTime.from(Instant.now().minus(ago)));
  }

  @Test
  void aRunIsShownWithItsEpochsSoFar() throws IOException {
    told(PROGRESS, Duration.ZERO);
    HistoryCsv.append(new Epoch(1, Map.of("loss", 0.5), 0.001, 9), trial.resolve("history.csv"));
    JsonNode run = runs().get(0);
    assertThat(run.get("folder").asString()).isEqualTo("latest");
    assertThat(run.get("state").asString()).isEqualTo("training");
    assertThat(run.get("seen").asInt()).isEqualTo(512);
    assertThat(run.get("imagesPerSecond").asDouble()).isEqualTo(3500.5);
    assertThat(run.get("secondsLeft").asDouble()).isEqualTo(60);
    assertThat(run.get("figures").get("loss").asDouble()).isEqualTo(0.4);
    assertThat(run.get("history").get("loss").get(0).asDouble()).isEqualTo(0.5);
  }

  @Test
  void beforeTheFirstEpochEndsNeitherHistoryNorTimeLeftIsKnown() throws IOException {
    told(
        new Progress("model1", 7, 1, 20, 0, 9, Phase.VALIDATING, 0, Double.NaN, Map.of()),
        Duration.ZERO);
    JsonNode run = runs().get(0);
    assertThat(run.get("state").asString()).isEqualTo("validating");
    assertThat(run.get("secondsLeft").isNull()).isTrue();
    assertThat(run.get("history").get("epoch")).isEmpty();
  }

  @Test
  void aDamagedTrialIsNamedAndHidesNoOther() throws IOException {
    told(PROGRESS, Duration.ZERO);
    Path cut = results.resolve("a/model1/seed-1");
    PROGRESS.write(cut);
    Files.writeString(cut.resolve("history.csv"), "epoch,loss,learning_rate,seconds\n1,0.5,0.0");
    Path damaged = Files.createDirectories(results.resolve("b/model1/seed-2"));
    Files.writeString(damaged.resolve("progress.json"), "{");
    JsonNode live = Results.json(Results.site(results), "/page/training");
    assertThat(live.get("runs").findValuesAsString("folder")).containsExactly("latest");
    assertThat(live.get("damaged")).hasSize(2);
    assertThat(live.get("damaged").get(0).asString()).contains(cut + "/history.csv, row 1:");
    assertThat(live.get("damaged").get(1).asString()).contains(damaged + "/progress.json: needs");
  }

  @Test
  void aRunThatIsKilledIsSilentAndThenForgotten() throws IOException {
    told(PROGRESS, Duration.ofMinutes(2));
    assertThat(runs().get(0).get("state").asString()).isEqualTo("silent");
    told(PROGRESS, Duration.ofHours(2));
    assertThat(runs()).isEmpty();
  }

  @Test
  void runsInAllFoldersAreShownTheResultsOwnToo() throws IOException {
    for (String run : List.of("latest", "other", ".")) {
      PROGRESS.write(results.resolve(run).resolve("model1/seed-7"));
    }
    assertThat(runs().findValuesAsString("folder"))
        .containsExactlyInAnyOrder("latest", "other", results.getFileName().toString());
  }
}
