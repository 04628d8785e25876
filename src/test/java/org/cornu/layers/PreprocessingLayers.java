package org.cornu.layers;

import static org.cornu.preprocessing.Preprocessing.centerCrop;
import static org.cornu.preprocessing.Preprocessing.normalization;
import static org.cornu.preprocessing.Preprocessing.rescaling;
import static org.cornu.preprocessing.Preprocessing.resizing;

import java.util.stream.Stream;
import org.cornu.layers.LayerCases.Case;
import org.cornu.layers.LayerCases.Training;
import org.cornu.preprocessing.Interpolation;
import org.tensorflow.ndarray.Shape;

/** Layers of another room to be tried by {@link LayerContractTest}. */
final class PreprocessingLayers {

  private static final Shape IMAGE = Shape.of(7, 6, 3);
  private static final Shape CHANNELS_FIRST = Shape.of(3, 7, 6);
  private static final Shape ROW = Shape.of(9);

  private PreprocessingLayers() {}

  static Stream<Case> all() {
    return Stream.of(
        plain(rescaling(2, 3, 4).offset(1), IMAGE, 0),
        plain(normalization(), ROW, 2 * 9 + 1),
        plain(normalization().axis(1, -1), IMAGE, 2 * 7 * 3 + 1),
        plain(normalization(1, 2).invert(), ROW, 0),
        plain(centerCrop(4, 3), IMAGE, 0),
        plain(centerCrop(9, 4).channelsFirst(), CHANNELS_FIRST, 0),
        plain(resizing(4, 9), IMAGE, 0),
        plain(resizing(4, 9).cropToAspectRatio().channelsFirst(), CHANNELS_FIRST, 0),
        plain(resizing(9, 4).padToAspectRatio(1).interpolation(Interpolation.AREA), IMAGE, 0));
  }

  private static Case plain(Layer layer, Shape input, int parameters) {
    return new Case(layer, input, parameters, Training.NOTHING);
  }
}
