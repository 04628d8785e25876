package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.initializers.Initializers.constant;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.server.ModelServer;
import org.cornu.server.PageHandler;
import org.cornu.server.ServerOptions;
import org.cornu.testing.Chromium;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** What the page says where files are damaged and a model overflows. */
@Tag("slow")
@Timeout(120)
class PageFailuresInBrowserTest {

  @TempDir private Path folder;

  private Path damaged(String file) throws IOException {
    Path path = folder.resolve("results").resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "{");
  }

  private Path overflowing() throws IOException {
    Path models = Files.createDirectory(folder.resolve("models"));
    Sequential net =
        Sequential.of(
                input(28, 28, 1), flatten(), dense(10).kernelInitializer(constant(1e38)).softmax())
            .seed(1);
    try (Model model = net.compile(sgd(0.1), meanSquaredError())) {
      model.save(models.resolve("overflowing.keras"));
    }
    return models;
  }

  @Test
  void isTheServersWordsAndStays() throws IOException {
    Path trial = damaged("mine/model1/seed-7/trial.json");
    Path progress = damaged("other/model1/seed-7/progress.json");
    try (ModelServer server =
            ModelServer.start(
                overflowing(),
                ServerOptions.DEFAULT.at("127.0.0.1", 0),
                new PageHandler(folder.resolve("results")));
        Chromium chromium = Chromium.desktop()) {
      DrawnPage page = DrawnPage.open(chromium, server.uri(), 1);
      chromium.await(driver -> page.all("#failures p").size() == 2);
      chromium.await(driver -> page.one("#live-damaged").getText().contains("" + progress));
      page.drawSeven(Kind.MOUSE);
      chromium.await(
          driver -> page.one("#models .facts").getText().contains("the model answers NaN"));
      page.awaitVerdict("No model answers.");
      assertThat(page.one("#failures").getText())
          .contains(
              "The curves: " + trial + ": needs a finished trial, got a damaged file",
              "The mistakes: ");
    }
  }
}
