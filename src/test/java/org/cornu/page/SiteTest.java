package org.cornu.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVRecord;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.files.CsvText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SiteTest {

  private static final Path PUBLISHED = Path.of("results/published");
  private static final List<String> FIVE =
      List.of("model1", "model2", "model3", "model4", "model5");

  private static final Site SITE = Results.site(Path.of("results"));

  @TempDir private Path results;

  private List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asString()));
    return strings;
  }

  @Test
  void modelsHaveTitles() {
    assertThat(Results.json(SITE, "/page/titles").get("model4").asString()).isEqualTo("+ dropout");
  }

  @Test
  void theCurvesOfThePublishedRunAreThoseOfItsHistories() throws IOException {
    JsonNode curves = Results.json(SITE, "/page/curves");
    assertThat(curves.get("run").asString()).isEqualTo("published");
    assertThat(curves.get("models").findValuesAsString("model")).isEqualTo(FIVE);
    for (JsonNode model : curves.get("models")) {
      Path csv = PUBLISHED.resolve(model.get("model").asString()).resolve("seed-2017/history.csv");
      JsonNode epochs = model.get("epochs");
      for (String figure : List.of("epoch", "loss", "val_accuracy")) {
        double[] wanted =
            CsvText.read(csv).stream()
                .mapToDouble(row -> Double.parseDouble(row.get(figure)))
                .toArray();
        assertThat(
                IntStream.range(0, wanted.length)
                    .mapToDouble(i -> epochs.get(figure).get(i).asDouble()))
            .containsExactly(
                IntStream.range(0, wanted.length).mapToObj(i -> wanted[i]).toArray(Double[]::new));
      }
    }
  }

  @Test
  void thePublishedRunComesFirstAndThenTheNewest() throws IOException {
    Results.finish(results.resolve("old"), "model1", 7);
    Results.finish(results.resolve("new"), "model1", 8);
    Results.finish(results.resolve("new"), "model1", 7);
    Files.setLastModifiedTime(
        results.resolve("old/model1/seed-7/trial.json"), FileTime.fromMillis(0));
    Site site = Results.site(results);
    JsonNode newest = Results.json(site, "/page/curves");
    assertThat(strings(newest.get("runs"))).containsExactly("new", "old");
    assertThat(newest.get("models")).as("each model's first seed").hasSize(1);
    JsonNode epochs = newest.get("models").get(0).get("epochs");
    assertThat(epochs.get("loss").get(1).asString()).isEqualTo("NaN");

    Results.finish(results.resolve("published"), "model2", 7);
    Files.setLastModifiedTime(
        results.resolve("published/model2/seed-7/trial.json"), FileTime.fromMillis(1));
    assertThat(strings(Results.json(site, "/page/curves").get("runs")))
        .containsExactly("published", "new", "old");
    assertThat(Results.json(site, "/page/curves", Map.of("run", "old")).get("run").asString())
        .isEqualTo("old");
  }

  @Test
  void aTrialThatIsDoneAgainIsReadAgain() throws IOException {
    Path trial = results.resolve("mine/model1/seed-7");
    Results.finish(results.resolve("mine"), "model1", 7);
    Site site = Results.site(results);
    assertThat(Results.json(site, "/page/curves").findValue("parameters").asInt()).isEqualTo(1234);
    Path json = trial.resolve("trial.json");
    Files.writeString(json, Files.readString(json).replace("1234", "99"));
    Files.setLastModifiedTime(json, FileTime.fromMillis(5));
    assertThat(Results.json(site, "/page/curves").findValue("parameters").asInt()).isEqualTo(99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "..", "../results", "/etc", ""})
  void aRunThatThereIsNotGivesTheFirst(String name) {
    assertThat(Results.json(SITE, "/page/curves", Map.of("run", name)).get("run").asString())
        .isEqualTo("published");
  }

  @Test
  void withoutResultsThereIsNothingToShow() {
    Site site = Results.site(results.resolve("none"));
    assertThat(Results.json(site, "/page/curves").get("models")).isEmpty();
    assertThat(Results.json(site, "/page/mistakes").get("mistakes")).isEmpty();
    assertThat(Results.json(site, "/page/training").get("runs")).isEmpty();
  }

  @Test
  void mistakesOnOtherImagesThanTheTestDigitsAreNotShown() throws IOException {
    Results.finish(results.resolve("mine"), "model1", 7);
    assertThat(Results.json(Results.site(results), "/page/mistakes").get("mistakes")).isEmpty();
  }

  @Test
  void aDamagedTrialIsNamed() throws IOException {
    Path json = results.resolve("mine/model1/seed-7/trial.json");
    Files.createDirectories(json.getParent());
    Files.writeString(json, "{");
    SiteReply reply = Results.reply(Results.site(results), "/page/curves", Map.of());
    assertThat(reply.status()).isEqualTo(500);
    assertThat(Results.text(reply)).contains("needs a finished trial, got a damaged file");
  }

  @Test
  void mistakesAreThoseOfThePredictionsTheCommonestFirst() throws IOException {
    Set<Integer> wrong = new TreeSet<>();
    for (String model : FIVE) {
      for (CSVRecord row : CsvText.read(PUBLISHED.resolve(model + "/seed-2017/predictions.csv"))) {
        if (!row.get("truth").equals(row.get("predicted"))) {
          wrong.add(Integer.parseInt(row.get("index")));
        }
      }
    }
    JsonNode mistakes = Results.json(SITE, "/page/mistakes").get("mistakes");
    Set<Integer> shown = new TreeSet<>();
    int most = FIVE.size();
    for (JsonNode mistake : mistakes) {
      shown.add(mistake.get("image").asInt());
      assertThat(mistake.get("said").size()).isBetween(1, most);
      most = mistake.get("said").size();
    }
    assertThat(shown).isEqualTo(wrong).hasSize(mistakes.size());
  }

  @Test
  void aDigitIsThePictureOfItsPixels() throws IOException {
    Dataset test = Mnist.load().test();
    for (int index : new int[] {0, 340, 9999}) {
      SiteReply reply = Results.reply(SITE, "/page/digits/" + index + ".png", Map.of());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(reply.body()));
      int[] pixels = image.getRaster().getSamples(0, 0, 28, 28, 0, (int[]) null);
      float[] sample = test.sample(index);
      assertThat(pixels).hasSize(sample.length);
      for (int i = 0; i < pixels.length; i++) {
        assertThat(pixels[i] * Dataset.PIXEL_SCALE).isEqualTo(sample[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10000", "999999999"})
  void aDigitThatThereIsNotIsRefused(String index) {
    SiteReply reply = Results.reply(SITE, "/page/digits/" + index + ".png", Map.of());
    assertThat(reply.status()).isEqualTo(404);
    assertThat(Results.text(reply)).contains("needs a test image of 0 to 9999, got " + index);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/page", "/page/", "/page/digits/-1.png", "/page/digits/a.png", "/v1"})
  void otherPathsAreNotThePages(String path) {
    assertThat(SITE.get(path, Map.of())).isEmpty();
  }
}
