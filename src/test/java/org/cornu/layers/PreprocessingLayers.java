package org.cornu.layers;

import static org.cornu.preprocessing.Preprocessing.augMix;
import static org.cornu.preprocessing.Preprocessing.autoContrast;
import static org.cornu.preprocessing.Preprocessing.centerCrop;
import static org.cornu.preprocessing.Preprocessing.contrastLimitedAdaptiveHistogramEqualization;
import static org.cornu.preprocessing.Preprocessing.equalization;
import static org.cornu.preprocessing.Preprocessing.melSpectrogram;
import static org.cornu.preprocessing.Preprocessing.normalization;
import static org.cornu.preprocessing.Preprocessing.randAugment;
import static org.cornu.preprocessing.Preprocessing.randomBrightness;
import static org.cornu.preprocessing.Preprocessing.randomColorDegeneration;
import static org.cornu.preprocessing.Preprocessing.randomColorJitter;
import static org.cornu.preprocessing.Preprocessing.randomContrast;
import static org.cornu.preprocessing.Preprocessing.randomCrop;
import static org.cornu.preprocessing.Preprocessing.randomElasticTransform;
import static org.cornu.preprocessing.Preprocessing.randomErasing;
import static org.cornu.preprocessing.Preprocessing.randomFlip;
import static org.cornu.preprocessing.Preprocessing.randomGaussianBlur;
import static org.cornu.preprocessing.Preprocessing.randomGrayscale;
import static org.cornu.preprocessing.Preprocessing.randomHue;
import static org.cornu.preprocessing.Preprocessing.randomInvert;
import static org.cornu.preprocessing.Preprocessing.randomPerspective;
import static org.cornu.preprocessing.Preprocessing.randomPosterization;
import static org.cornu.preprocessing.Preprocessing.randomRotation;
import static org.cornu.preprocessing.Preprocessing.randomSaturation;
import static org.cornu.preprocessing.Preprocessing.randomSharpness;
import static org.cornu.preprocessing.Preprocessing.randomShear;
import static org.cornu.preprocessing.Preprocessing.randomTranslation;
import static org.cornu.preprocessing.Preprocessing.randomZoom;
import static org.cornu.preprocessing.Preprocessing.rescaling;
import static org.cornu.preprocessing.Preprocessing.resizing;
import static org.cornu.preprocessing.Preprocessing.solarization;

import java.util.stream.Stream;
import org.cornu.layers.LayerCases.Case;
import org.cornu.layers.LayerCases.Training;
import org.cornu.preprocessing.ContrastLimitedAdaptiveHistogramEqualization;
import org.cornu.preprocessing.FillMode;
import org.tensorflow.ndarray.Shape;

/** Layers of another room to be tried by {@link LayerContractTest}. */
final class PreprocessingLayers {

  private static final Shape IMAGE = Shape.of(7, 6, 3);
  private static final Shape CHANNELS_FIRST = Shape.of(3, 7, 6);
  private static final Shape PAIRS = Shape.of(7, 6, 2);
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
        plain(resizing(9, 4).padToAspectRatio(1).interpolation(Interpolation.AREA), IMAGE, 0),
        random(randomFlip().named("mirror"), IMAGE),
        random(randomRotation(0.2), IMAGE),
        random(randomRotation(0.1, 0.2).fillMode(FillMode.WRAP).channelsFirst(), CHANNELS_FIRST),
        random(randomTranslation(0.3, 0.2).fillValue(0.5), IMAGE),
        random(randomZoom(0.3), IMAGE),
        random(randomZoom(0.9, 0.9).interpolation(Interpolation.NEAREST), IMAGE),
        random(randomShear(0.3, 0.2), IMAGE),
        new Case(randomCrop(4, 3), IMAGE, 0, Training.RANDOM),
        random(randomContrast(0.5, 0.5).valueRange(-1, 1), IMAGE),
        random(randomBrightness(0.5).valueRange(-1, 1), IMAGE),
        random(randomSaturation(0.1, 0.4), IMAGE),
        random(randomHue(0.5).valueRange(-1, 1), IMAGE),
        random(randomErasing(1, 1).valueRange(-1, 1), IMAGE),
        random(randomInvert(0.3, 0.7).valueRange(-1, 1), IMAGE),
        random(randomGrayscale(0.5), IMAGE),
        random(randomGaussianBlur(1, 1).sigma(0.5, 1).valueRange(-1, 1), IMAGE),
        random(randomPerspective(1, 1), IMAGE),
        random(
            randomElasticTransform(1, 1).scale(1, 1).valueRange(-1, 1).channelsFirst(),
            CHANNELS_FIRST),
        random(randomColorDegeneration(-0.2, 0.7).valueRange(-1, 1), IMAGE),
        random(randomSharpness(0.2, 0.7).valueRange(-1, 1).channelsFirst(), CHANNELS_FIRST),
        random(randomPosterization(3, 6).valueRange(-1, 1), IMAGE),
        random(randomColorJitter().brightness(-0.1, 0.1).valueRange(-1, 1), IMAGE),
        random(solarization().addition(0.1, 0.2).threshold(0.3, 0.4).valueRange(-1, 1), IMAGE),
        random(randAugment().valueRange(-1, 1), IMAGE),
        random(randAugment().numOps(3).valueRange(-1, 1).channelsFirst(), CHANNELS_FIRST),
        random(augMix().valueRange(-1, 1), IMAGE),
        random(augMix().numChains(2).chainDepth(1).noColors().valueRange(-1, 1), PAIRS),
        plain(melSpectrogram().fftLength(16).sequenceStride(3).numMelBins(2), ROW, 0),
        plain(autoContrast().valueRange(-1, 1), IMAGE, 0),
        plain(equalization().valueRange(-1, 1), IMAGE, 0),
        plain(equalization().bins(9).channelsFirst().valueRange(-1, 1), CHANNELS_FIRST, 0),
        plain(clahe().tileGridSize(2, 3), IMAGE, 0),
        plain(clahe().clipLimit(0).channelsFirst(), CHANNELS_FIRST, 0),
        random(randomErasing(1, 1).scale(0.5, 0.7).fillValue(0.5).channelsFirst(), CHANNELS_FIRST));
  }

  private static ContrastLimitedAdaptiveHistogramEqualization clahe() {
    return contrastLimitedAdaptiveHistogramEqualization().valueRange(-1, 1);
  }

  private static Case random(Layer layer, Shape input) {
    return new Case(layer, input, 0, Training.RANDOM);
  }

  private static Case plain(Layer layer, Shape input, int parameters) {
    return new Case(layer, input, parameters, Training.NOTHING);
  }
}
