package org.cornu.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;
import org.cornu.drawing.Picture;
import org.cornu.history.Predictions;

/** The images that a model got wrong with the most confidence, with what it said of them. */
final class MistakeSheet {

  static final int MOST = 10;
  private static final int COLUMNS = 5;
  private static final int SIZE = 112;

  private MistakeSheet() {}

  /** Empty if nothing is wrong, or if the samples are no grey or colour images. */
  static Optional<Picture> of(Trial trial, Dataset test) {
    String title = "%s, seed %s: most confident mistakes".formatted(trial.label(), trial.seed());
    return of(trial.predictions(), trial.classes(), test, title);
  }

  static Optional<Picture> of(
      Predictions predictions, List<String> classes, Dataset test, String title) {
    List<Integer> worst = worst(predictions);
    if (worst.isEmpty() || !Tiles.areImages(test)) {
      return Optional.empty();
    }
    List<Tiles.Tile> tiles =
        worst.stream().map(i -> new Tiles.Tile(i, caption(predictions, i, classes))).toList();
    return Optional.of(new Tiles(title, test, tiles, COLUMNS, SIZE).picture());
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
}
