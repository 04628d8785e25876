package org.cornu.notebook;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cornu.Shown;
import org.cornu.data.Dataset;
import org.cornu.drawing.Drawing;
import org.cornu.drawing.Fonts;
import org.cornu.drawing.Picture;
import org.cornu.history.ConfusionMatrix;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.history.Table;
import org.cornu.report.Comparison;
import org.cornu.report.ConfusionChart;
import org.cornu.report.ImageSheet;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * Tells a kernel of JJava how to show what Cornu gives: drawings as pictures, figures as tables,
 * nets and models as their table of layers. The kernel finds it on the notebook's class path, by
 * {@code META-INF/services}.
 */
public final class NotebookExtension implements Extension {

  @Override
  public void install(BaseKernel kernel) {
    register(kernel.getRenderer());
  }

  static void register(Renderer renderer) {
    tables(renderer, Table.class, Function.identity());
    tables(renderer, History.class, History::table);
    tables(renderer, Evaluation.class, Evaluation::table);
    tables(renderer, Comparison.class, Comparison::table);
    pictures(renderer, Drawing.class, Drawing::picture);
    pictures(renderer, Picture.class, Function.identity());
    pictures(renderer, ConfusionMatrix.class, NotebookExtension::chart);
    renderer
        .createRegistration(Dataset.class)
        .preferring(MIMEType.IMAGE_PNG)
        .register(NotebookExtension::images);
    renderer
        .createRegistration(Shown.class)
        .preferring(MIMEType.TEXT_HTML)
        .register((net, to) -> html(to, Html.of(net.summary()), net.summary()));
  }

  private static <T> void tables(Renderer renderer, Class<T> type, Function<T, Table> table) {
    renderer
        .createRegistration(type)
        .preferring(MIMEType.TEXT_HTML)
        .register((value, to) -> html(to, Html.of(table.apply(value)), value.toString()));
  }

  private static <T> void pictures(Renderer renderer, Class<T> type, Function<T, Picture> drawn) {
    renderer
        .createRegistration(type)
        .preferring(MIMEType.IMAGE_PNG)
        .register((value, to) -> png(to, drawn.apply(value), value.toString()));
  }

  private static void images(Dataset data, RenderContext to) {
    if (ImageSheet.shows(data)) {
      png(to, ImageSheet.of(data).picture(), data.toString());
    } else {
      to.getOutputContainer().putText(data.toString());
    }
  }

  private static Picture chart(ConfusionMatrix matrix) {
    List<String> classes =
        IntStream.range(0, matrix.classes()).mapToObj(Integer::toString).toList();
    return ConfusionChart.of(matrix, classes, "Confusion matrix").picture();
  }

  private static void html(RenderContext to, String html, String text) {
    to.getOutputContainer().putText(text);
    to.renderIfRequested(MIMEType.TEXT_HTML, () -> html);
  }

  /** At the size in points; the file has more pixels. Without fonts, the reason stands there. */
  private static void png(RenderContext to, Picture picture, String text) {
    to.getOutputContainer().putText(Fonts.missing().map(why -> text + "\n" + why).orElse(text));
    if (Fonts.missing().isEmpty()) {
      to.renderIfRequested(
          MIMEType.IMAGE_PNG,
          (type, out) ->
              out.putData(
                  type,
                  Base64.getEncoder().encodeToString(picture.png()),
                  Map.of("width", picture.width(), "height", picture.height())));
    }
  }
}
