package org.cornu.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;
import org.cornu.drawing.Drawing;
import org.cornu.drawing.Picture;
import org.cornu.history.Predictions;

/** Some samples of a data set as a picture, with their classes under them. */
public final class ImageSheet implements Drawing {

  private static final int MOST = 20;
  private static final int COLUMNS = 10;
  private static final int SIZE = 56;

  private final Drawn drawn;

  private ImageSheet(String title, Picture picture) {
    this.drawn = new Drawn(title, picture);
  }

  /** Whether a data set has one input, which is grey or colour images. */
  public static boolean shows(Dataset data) {
    return Tiles.areImages(data);
  }

  /**
   * The first twenty samples.
   *
   * @param data images of shape (height, width, 1 or 3); values beyond 0 to 1 are brought within
   * @throws IllegalArgumentException if the samples are no such images
   */
  public static ImageSheet of(Dataset data) {
    requireImages(data);
    Dataset first = data.take(Math.min(MOST, data.size()));
    String title =
        first.size() < data.size()
            ? "the first %s of %s".formatted(first.size(), Numbers.plural(data.size(), "sample"))
            : Numbers.plural(data.size(), "sample");
    List<List<String>> captions = captions(first);
    List<Tiles.Tile> tiles =
        IntStream.range(0, first.size()).mapToObj(i -> new Tiles.Tile(i, captions.get(i))).toList();
    int columns = Math.min(COLUMNS, first.size());
    return new ImageSheet(title, new Tiles(title, first, tiles, columns, SIZE).picture());
  }

  /**
   * The ten samples that were mistaken with the most confidence, with what was said of them.
   *
   * @param predictions of these samples, in their order; at least one is wrong
   * @param data images of shape (height, width, 1 or 3), with classes
   * @throws IllegalArgumentException if the samples are no such images, there are not as many
   *     predictions, or all are right
   */
  public static ImageSheet mistakes(Predictions predictions, Dataset data) {
    requireImages(data);
    if (predictions.size() != data.size()) {
      throw new IllegalArgumentException(
          "image sheet: needs a prediction for each of %s samples, got %s; predict the same data"
              .formatted(data.size(), predictions.size()));
    }
    int wrong = data.size() - predictions.right();
    String title =
        wrong > MistakeSheet.MOST
            ? "the %s most confident of %s"
                .formatted(MistakeSheet.MOST, Numbers.plural(wrong, "mistake"))
            : Numbers.plural(wrong, "mistake");
    Picture picture =
        MistakeSheet.of(predictions, data.classNames(), data, title)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "image sheet: needs mistakes to show, got %s".formatted(predictions)));
    return new ImageSheet(title, picture);
  }

  @Override
  public Picture picture() {
    return drawn.picture();
  }

  @Override
  public String title() {
    return drawn.title();
  }

  /** In a line: what it shows, and how to save it. */
  @Override
  public String toString() {
    return drawn.text(ImageSheet.class);
  }

  /** The class of each sample; no line where there is not one class a sample. */
  private static List<List<String>> captions(Dataset data) {
    int[] classes =
        data.targets().size() == 1 && data.hasClasses() ? data.classIndices() : new int[0];
    return classes.length == data.size()
        ? Arrays.stream(classes).mapToObj(k -> List.of(data.classNames().get(k))).toList()
        : IntStream.range(0, data.size()).mapToObj(i -> List.<String>of()).toList();
  }

  private static void requireImages(Dataset data) {
    if (!Tiles.areImages(data)) {
      throw new IllegalArgumentException(
          "image sheet: needs samples of shape (height, width, 1 or 3), got " + data);
    }
  }
}
