package org.cornu.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;
import org.cornu.drawing.Picture;
import org.cornu.history.Predictions;

/** The images that a model got wrong with the most confidence, with what it said of them. */
final class MistakeSheet {

  private static final int MOST = 10;
  private static final int COLUMNS = 5;
  private static final int IMAGE = 112;
  private static final int GAP = 28;
  private static final int CAPTION = 42;
  private static final int TITLE = 34;

  private MistakeSheet() {}

  /** Empty if nothing is wrong, or if the samples are no grey or colour images. */
  static Optional<Picture> of(Trial trial, Dataset test) {
    Predictions predictions = trial.predictions();
    List<Integer> worst = worst(predictions);
    if (worst.isEmpty() || !isImage(test.shape())) {
      return Optional.empty();
    }
    String title = "%s, seed %s: most confident mistakes".formatted(trial.label(), trial.seed());
    int[] shape = test.shape();
    double scale = (double) IMAGE / Math.max(shape[0], shape[1]);
    int rowHeight = (int) (scale * shape[0]) + CAPTION + GAP / 2;
    int rows = (worst.size() + COLUMNS - 1) / COLUMNS;
    int width = COLUMNS * (IMAGE + GAP) + GAP;
    return Optional.of(
        new Picture(
            width,
            TITLE + rows * rowHeight,
            g -> {
              Text.centred(g, title, Look.TITLE, Look.INK, width / 2.0, TITLE / 2.0);
              for (int i = 0; i < worst.size(); i++) {
                double middle = GAP + i % COLUMNS * (IMAGE + GAP) + IMAGE / 2.0;
                g.translate(middle, TITLE + i / COLUMNS * rowHeight);
                BufferedImage image = image(test.sample(worst.get(i)), shape);
                draw(g, image, scale, caption(predictions, worst.get(i), trial.classes()));
                g.translate(-middle, -TITLE - i / COLUMNS * rowHeight);
              }
            }));
  }

  /** The wrong samples' indices, the most confident first, equals in order of index. */
  static List<Integer> worst(Predictions predictions) {
    float[] confidence = predictions.confidence();
    return IntStream.range(0, predictions.size())
        .filter(i -> predictions.truth()[i] != predictions.predicted()[i])
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> -confidence[i]))
        .limit(MOST)
        .toList();
  }

  /** Two lines: what the sample is, and what the model said. */
  static List<String> caption(Predictions predictions, int sample, List<String> classes) {
    return List.of(
        "true " + classes.get(predictions.truth()[sample]),
        "said %s (%s %%)"
            .formatted(
                classes.get(predictions.predicted()[sample]),
                Numbers.fixed(100 * predictions.confidence()[sample], 1)));
  }

  /** A sample (height x width x channels, row by row) as pixels; its range is 0 to 1 or wider. */
  static BufferedImage image(float[] sample, int[] shape) {
    double least = 0;
    double most = 1;
    for (float value : sample) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    int channels = shape[2];
    BufferedImage image = new BufferedImage(shape[1], shape[0], BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < shape[0] * shape[1]; pixel++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        float value = sample[pixel * channels + Math.min(c, channels - 1)];
        rgb = rgb << 8 | (int) Math.round(255 * (value - least) / (most - least));
      }
      image.setRGB(pixel % shape[1], pixel / shape[1], rgb);
    }
    return image;
  }

  private static boolean isImage(int[] shape) {
    return shape.length == 3 && (shape[2] == 1 || shape[2] == 3);
  }

  /** An image whose upper edge's middle is the origin, and the lines under it. */
  private static void draw(Graphics2D g, BufferedImage image, double scale, List<String> lines) {
    int width = (int) (scale * image.getWidth());
    int height = (int) (scale * image.getHeight());
    g.drawImage(image, -width / 2, 0, width, height, null);
    g.setColor(Look.PALE);
    g.drawRect(-width / 2, 0, width, height);
    for (int i = 0; i < lines.size(); i++) {
      Font font = Text.fitted(g, lines.get(i), Look.SMALL, IMAGE + GAP - 6);
      Text.centred(g, lines.get(i), font, Look.INK, 0, height + 14 + 15 * i);
    }
  }
}
