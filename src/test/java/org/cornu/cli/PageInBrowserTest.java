package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cornu.history.Epoch;
import org.cornu.history.HistoryCsv;
import org.cornu.report.Progress;
import org.cornu.report.Progress.Phase;
import org.cornu.server.ModelServer;
import org.cornu.server.PageHandler;
import org.cornu.server.ServerOptions;
import org.cornu.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** The page as people use it: with a mouse, a finger or keys, and by what is read out to them. */
@Tag("slow")
@Timeout(180)
class PageInBrowserTest {

  private static final String SEVEN = "All five say 7.";
  private static final Path PUBLISHED = Path.of("results/published");

  @TempDir private static Path folder;
  private static Path models;
  private static Path results;
  private static ModelServer server;
  private static Chromium desktop;
  private static Chromium phone;
  private Chromium used;

  @BeforeAll
  static void serve() throws IOException {
    desktop = Chromium.desktop();
    phone = Chromium.phone();
    models = Files.createDirectory(folder.resolve("models"));
    results = Files.createDirectory(folder.resolve("results"));
    publish();
    FiveModels.train(models);
    server =
        ModelServer.start(
            models, ServerOptions.DEFAULT.at("127.0.0.1", 0), new PageHandler(results));
  }

  /** What the page reads of the published run. */
  private static void publish() throws IOException {
    for (String model : FiveModels.NAMES) {
      Path trial = Path.of(model, "seed-2017");
      Path copy = Files.createDirectories(results.resolve("published").resolve(trial));
      for (String file : List.of("trial.json", "history.csv", "predictions.csv")) {
        Files.copy(PUBLISHED.resolve(trial).resolve(file), copy.resolve(file));
      }
    }
  }

  @AfterAll
  static void end() {
    if (phone != null) {
      phone.close();
    }
    if (desktop != null) {
      desktop.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void forgetWhatWasAsked() {
    desktop.asked();
    phone.asked();
  }

  /** Of every test: the page asks its own server alone, and nothing in it goes wrong. */
  @AfterEach
  void nobodyElseWasAskedAndNothingWentWrong() {
    assertThat(used.complaints()).isEmpty();
    assertThat(new DrawnPage(used).one("#failures").getText()).isEmpty();
    assertThat(used.asked())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(server.uri() + "/") || url.startsWith("data:"));
  }

  private DrawnPage open(Chromium chromium) {
    used = chromium;
    return DrawnPage.open(chromium, server.uri(), FiveModels.NAMES.size());
  }

  @Test
  void aSevenDrawnWithTheMouseIsASevenToAllFiveAndToPredict() throws IOException {
    DrawnPage page = open(desktop);
    page.drawSeven(Kind.MOUSE);
    page.awaitVerdict(SEVEN);
    Path png = Files.write(folder.resolve("seven.png"), page.png());
    List<String> said = page.said();
    for (int i = 0; i < said.size(); i++) {
      String words = predict(models.resolve(FiveModels.NAMES.get(i) + ".keras"), png);
      assertThat(words).contains(": %s (%s), then".formatted((Object[]) said.get(i).split(" ", 2)));
    }
    assertThat(page.all("#models .facts"))
        .allSatisfy(
            facts ->
                assertThat(facts.getText())
                    .matches("[\\d,]+ parameters · [\\d.]+ [kM]B · [\\d.]+ ms"));
    page.one("#clear").click();
    page.awaitVerdict("The models answer as you draw.");
    assertThat(page.said()).containsOnly("–");
  }

  private static String predict(Path model, Path png) {
    Run run = Run.of("predict", "--model", model.toString(), png.toString());
    assertThat(run.code()).isZero();
    return run.out();
  }

  @Test
  void aSevenDrawnWithAFingerOnAPhone() {
    DrawnPage page = open(phone);
    page.drawSeven(Kind.TOUCH);
    page.awaitVerdict(SEVEN);
    assertThat(page.isTooWide()).isFalse();
    assertThat((long) page.script("return scrollY")).as("drawing does not scroll").isZero();
  }

  @Test
  void aSevenDrawnWithKeysAlone() {
    DrawnPage page = open(desktop);
    page.one("body").sendKeys(Keys.TAB);
    WebElement pad = page.chromium().driver().switchTo().activeElement();
    assertThat(pad.getDomAttribute("id")).isEqualTo("pad");
    assertThat(pad.getCssValue("outline-style")).isEqualTo("solid");
    page.typeSeven();
    assertThat(page.one("#pen-state").getText()).isEqualTo("pen down");
    page.awaitVerdict(SEVEN);
    pad.sendKeys(Keys.DELETE);
    page.awaitVerdict("The models answer as you draw.");
  }

  @Test
  void aTestImageThatModelsGetWrongIsShownWithWhatItIs() {
    DrawnPage page = open(desktop);
    desktop.await(driver -> page.all("#strip button").size() > 20);
    page.one("#strip button").sendKeys(Keys.ENTER);
    desktop.await(driver -> page.one("#verdict").getText().endsWith(" It is a 5."));
    assertThat(page.one("#about").getText())
        .isEqualTo("Test image 340, a 5. In the published run all five said 3.");
    int shown = page.all("#strip button").size();
    page.one("#more").click();
    assertThat(page.all("#strip button").size()).isGreaterThan(shown);
  }

  @Test
  void curvesAreDrawnAndWritten() {
    DrawnPage page = open(desktop);
    desktop.await(driver -> page.all("#curves-chart polyline").size() == 5);
    page.one("#training").click();
    page.one("#curves-models input").click();
    assertThat(page.all("#curves-chart polyline")).hasSize(8);
    page.one("[value=loss]").click();
    assertThat(page.one("#curves-chart svg").getDomAttribute("aria-label"))
        .startsWith("loss by epoch: + a dense layer training from ");
    page.one("summary").click();
    assertThat(page.all("#curves-table tbody tr")).hasSize(20);
    assertThat(page.one("#curves-models th").getText()).isEqualTo("one convolution model1");
  }

  @Test
  void aRunThatTrainsIsWatched() throws IOException {
    DrawnPage page = open(desktop);
    desktop.await(driver -> page.one("#live-none").isDisplayed());
    Path trial = results.resolve("mine/model4/seed-3");
    HistoryCsv.append(
        new Epoch(1, Map.of("loss", 0.5, "val_loss", 0.4), 0.001, 9), trial.resolve("history.csv"));
    new Progress("model4", 3, 2, 20, 512, 48_000, Phase.TRAINING, 3500, 754, Map.of("loss", 0.25))
        .write(trial);
    desktop.await(driver -> !page.all("#live article").isEmpty());
    assertThat(page.one("#live h3").getText()).isEqualTo("+ dropout model4 seed 3, in mine");
    assertThat(page.all("#live dd").stream().map(WebElement::getText))
        .containsExactly("2 of 20", "0.2500", "–", "3,500", "12 min 34 s");
    assertThat(page.one("#live .news").getText()).isEqualTo("512 of 48,000 images of this epoch");
    assertThat(page.all("#live svg")).hasSize(1);
    Progress.delete(trial);
    desktop.await(driver -> page.all("#live article").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void nothingKeepsAnybodyOut(String scheme) throws IOException {
    for (Chromium chromium : List.of(desktop, phone)) {
      chromium.prefers(scheme);
      DrawnPage page = open(chromium);
      chromium.await(driver -> !page.all("#curves-chart polyline").isEmpty());
      page.one("#strip button").click();
      chromium.await(driver -> page.one("#verdict").getText().endsWith(" It is a 5."));
      page.one("summary").click();
      assertThat(chromium.barriers()).isEmpty();
      assertThat(page.isTooWide()).isFalse();
    }
  }
}
