package org.cornu.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.history.ConfusionMatrix;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.report.HistoryChart;
import org.cornu.train.Fit;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

class NotebookExtensionTest {

  private static final History HISTORY =
      new History(7, List.of(new Epoch(1, Map.of("<loss>", 0.25), 0.001, 1.5)));

  private final Renderer renderer = new Renderer();

  NotebookExtensionTest() {
    NotebookExtension.register(renderer);
  }

  @Test
  void aKernelFindsIt() {
    assertThat(ServiceLoader.load(Extension.class))
        .hasAtLeastOneElementOfType(NotebookExtension.class);
  }

  @Test
  void figuresAreATable() {
    DisplayData shown = renderer.render(HISTORY);
    assertThat(html(shown))
        .isEqualTo(
            "<table><thead><tr><th style=\"text-align:right\">epoch</th>"
                + "<th style=\"text-align:right\">&lt;loss&gt;</th>"
                + "<th style=\"text-align:right\">seconds</th></tr></thead>"
                + "<tbody><tr><td style=\"text-align:right\">1</td>"
                + "<td style=\"text-align:right\">0.2500</td>"
                + "<td style=\"text-align:right\">1.5</td></tr></tbody></table>");
    assertThat(shown.getData(MIMEType.TEXT_PLAIN)).isEqualTo(HISTORY.toString());
    assertThat(html(renderer.render(new Evaluation(0.5, Map.of("accuracy", 0.9), 1000, 1))))
        .contains(">0.9000<", ">1,000<");
  }

  @Test
  void aChartIsAPictureAtItsSizeInPoints() throws IOException {
    HistoryChart chart = HistoryChart.of(HISTORY, "a run");
    DisplayData shown = renderer.render(chart);
    assertThat(png(shown).getWidth()).isEqualTo(2 * chart.picture().width());
    assertThat(shown)
        .extracting("metadata")
        .isEqualTo(
            Map.of(
                "image/png",
                Map.of("width", chart.picture().width(), "height", chart.picture().height())));
    assertThat(shown.getData(MIMEType.TEXT_PLAIN)).isEqualTo(chart.toString());
    assertThat(png(renderer.render(new ConfusionMatrix(new long[][] {{5, 1}, {0, 7}}))).getHeight())
        .isGreaterThan(200);
  }

  @Test
  void aNetAndAModelAreTheirTableOfLayers() {
    Sequential net = Sequential.of(input(2), dense(3));
    assertThat(html(renderer.render(net))).startsWith("<pre ").contains(net.summary());
    try (Model model = net.compile(sgd(), meanSquaredError(), accuracy())) {
      assertThat(html(renderer.render(model))).contains(net.summary());
    }
  }

  @Test
  void imagesAreASheetAndOtherSamplesALine() throws IOException {
    assertThat(png(renderer.render(Dataset.of(new byte[8], new int[] {2, 2, 1}))).getWidth())
        .isGreaterThan(200);
    Dataset rows = Dataset.of(new float[8], new int[] {4});
    DisplayData line = renderer.render(rows);
    assertThat(line.hasDataForType(MIMEType.IMAGE_PNG)).isFalse();
    assertThat(line.getData(MIMEType.TEXT_PLAIN)).isEqualTo(rows.toString());
  }

  @Test
  void aLiveChartOutsideOfANotebookSaysWhatToUse() {
    Dataset data = Dataset.of(new float[] {1, 2}, new int[] {1}, new float[][] {{1}, {2}});
    try (Model model = Sequential.of(input(1), dense(1)).compile(sgd(), meanSquaredError())) {
      assertThatThrownBy(() -> model.fit(data, Fit.epochs(1).callbacks(new LiveChart("a run"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("LiveChart needs a notebook with the kernel JJava")
          .hasMessageContaining("progressBar()");
    }
  }

  private static String html(DisplayData shown) {
    return (String) shown.getData(MIMEType.TEXT_HTML);
  }

  private static BufferedImage png(DisplayData shown) throws IOException {
    byte[] bytes = Base64.getDecoder().decode((String) shown.getData(MIMEType.IMAGE_PNG));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }
}
