package org.cornu.saving;

import static java.util.Collections.nCopies;
import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.augMix;
import static org.cornu.preprocessing.Preprocessing.autoContrast;
import static org.cornu.preprocessing.Preprocessing.categoryEncoding;
import static org.cornu.preprocessing.Preprocessing.centerCrop;
import static org.cornu.preprocessing.Preprocessing.contrastLimitedAdaptiveHistogramEqualization;
import static org.cornu.preprocessing.Preprocessing.cutMix;
import static org.cornu.preprocessing.Preprocessing.discretization;
import static org.cornu.preprocessing.Preprocessing.equalization;
import static org.cornu.preprocessing.Preprocessing.hashedCrossing;
import static org.cornu.preprocessing.Preprocessing.hashing;
import static org.cornu.preprocessing.Preprocessing.integerLookup;
import static org.cornu.preprocessing.Preprocessing.melSpectrogram;
import static org.cornu.preprocessing.Preprocessing.mixUp;
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
import static org.cornu.preprocessing.Preprocessing.stringLookup;
import static org.cornu.preprocessing.Preprocessing.textVectorization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.graph.DType;
import org.cornu.layers.Input;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layer;
import org.cornu.layers.Value;
import org.cornu.net.Net;
import org.cornu.preprocessing.FillMode;
import org.cornu.preprocessing.OutputMode;
import org.cornu.preprocessing.RandomFlip;
import org.cornu.preprocessing.SoundFrames;
import org.cornu.preprocessing.Standardization;
import org.cornu.preprocessing.TextSplit;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;

/** What a file can hold of preprocessing, each layer with what it reads. */
final class PreprocessingCases {

  private static final Input PICTURE = input(7, 6, 3);
  private static final Input ROW = input(3);
  private static final Input IDS = input(3).dtype(DType.INT64);
  private static final Input WORDS = input(3).dtype(DType.STRING);
  private static final Input ID = input(1).dtype(DType.INT64);
  private static final Input WORD = input(1).dtype(DType.STRING);
  private static final FloatNdArray ZERO = NdArrays.ofFloats(Shape.scalar());

  private PreprocessingCases() {}

  /**
   * A layer, and what it reads.
   *
   * @param reads how many times it reads the input
   */
  private record Case(Input input, int reads, Layer layer) {

    Net net() {
      return Net.of(List.of(input), List.of(layer.on(nCopies(reads, input).toArray(Value[]::new))));
    }
  }

  private static Stream<Case> cases() {
    return Stream.of(
            of(
                PICTURE,
                rescaling(1 / 255.0),
                rescaling(2, 3, 4).offset(-1, 0, 1).named("scaled"),
                normalization(),
                normalization().axis(),
                normalization().axis(1, -1).invert(),
                normalization(1, 2),
                normalization(new double[] {1, 2, 3}, new double[] {4, 5, 6}).invert(),
                centerCrop(3, 4),
                centerCrop(9, 4),
                resizing(4, 9),
                resizing(4, 9).interpolation(Interpolation.LANCZOS5).cropToAspectRatio(),
                resizing(4, 9).padToAspectRatio(0.5),
                resizing(4, 3).antialias(),
                randomFlip(),
                randomFlip(RandomFlip.Mode.VERTICAL).channelsFirst(),
                randomRotation(0.2),
                randomRotation(-0.1, 0.2).fillMode(FillMode.WRAP).channelsFirst(),
                randomTranslation(0.3, 0.2).height(0.1, 0.2).fillValue(0.5),
                randomZoom(0.3),
                randomZoom(0.3, 0.2).interpolation(Interpolation.NEAREST).width(0, 0.1),
                randomShear(0.3, 0.2),
                randomShear(0, 0).x(0.1, 0.2).y(0.3, 0.4),
                randomCrop(7, 6),
                randomContrast(0.5),
                randomContrast(0.5, 0.7).valueRange(-1, 1),
                randomBrightness(0.5),
                randomBrightness(-0.1, 0.3).valueRange(0, 1),
                randomSaturation(0.4, 0.6),
                randomHue(0.5).valueRange(0, 1),
                randomErasing(),
                randomErasing(0.5, 0.7).scale(0.1, 0.2).fillValue(1, 2, 3).valueRange(0, 5),
                randomErasing().fillValue(3),
                randomInvert(0.2, 0.7).valueRange(0, 1),
                randomGrayscale(0.5),
                randomGaussianBlur(0.2, 0.7).kernel(5).sigma(0.5, 1).valueRange(0, 1),
                randomPerspective().scale(0.5).fillValue(0.25),
                randomElasticTransform(),
                randomElasticTransform(0.2, 0.7)
                    .scale(0.5, 1)
                    .fillMode(FillMode.NEAREST)
                    .valueRange(0, 1),
                randomColorDegeneration(-0.2, 0.7).valueRange(0, 1),
                randomSharpness(0.2, 0.7).valueRange(0, 1),
                randomPosterization(3, 6).valueRange(0, 1),
                randomColorJitter().brightness(-0.1, 0.1).contrast(0.2, 0.3),
                randomColorJitter().saturation(0.4, 0.6).hue(0, 0.3).valueRange(0, 1),
                solarization().addition(0.1, 0.2).threshold(0.3, 0.4).valueRange(0, 1),
                randAugment(),
                randAugment()
                    .numOps(1)
                    .factor(0.1, 0.4)
                    .interpolation(Interpolation.NEAREST)
                    .valueRange(0, 1),
                augMix(),
                augMix().numChains(2).chainDepth(4).alpha(0.5).factor(0, 0.2).valueRange(0, 1),
                augMix().noColors().interpolation(Interpolation.NEAREST).channelsFirst(),
                autoContrast().valueRange(-1, 1),
                contrastLimitedAdaptiveHistogramEqualization(),
                contrastLimitedAdaptiveHistogramEqualization()
                    .clipLimit(0)
                    .tileGridSize(2, 3)
                    .valueRange(-1, 1)
                    .channelsFirst(),
                mixUp().alpha(0.4),
                cutMix().factor(0.1, 0.4)),
            of(
                ROW,
                normalization(),
                rescaling(2).offset(1),
                melSpectrogram().fftLength(4).numMelBins(1).decibels(1000, 1e-8, 2),
                melSpectrogram()
                    .fftLength(5)
                    .sequenceLength(4)
                    .sequenceStride(2)
                    .samplingRate(8000)
                    .numMelBins(2)
                    .frequencies(0, 3000)
                    .window(SoundFrames.Window.HAMMING)
                    .magExp(1)
                    .noDecibels(),
                discretization(0.0, 0.5),
                discretization(0.0, 0.5).outputMode(OutputMode.COUNT)),
            of(
                IDS,
                categoryEncoding(9),
                categoryEncoding(13).oneHot(),
                categoryEncoding(13).count(),
                hashing(5),
                hashing(5).salt(3, 4).maskValue(7).outputMode(OutputMode.MULTI_HOT),
                integerLookup(7, 1, 3),
                integerLookup(7, 1, 3).maskToken(0).oovIndices(3),
                integerLookup(7, 1, 3).oovIndices(2).salt(1, 2).outputMode(OutputMode.ONE_HOT),
                integerLookup(7, 1, 3).invert().oovToken(-5).maskToken(0),
                integerLookup(7, 1, 3).padToMaxTokens(9).outputMode(OutputMode.MULTI_HOT),
                integerLookup(7, 1, 3).idfWeights(0.5, 0.25, 1)),
            of(
                WORDS,
                hashing(5).maskValue("w7").salt(3, 4),
                hashing(5).outputMode(OutputMode.ONE_HOT),
                stringLookup("w7", "w1", "größe"),
                stringLookup("w7", "w1").maskToken("").oovIndices(3).salt(1, 2),
                stringLookup("w7", "w1")
                    .oovToken("?")
                    .padToMaxTokens(5)
                    .outputMode(OutputMode.COUNT),
                stringLookup("w7", "w1").idfWeights(0.5, 0.25),
                textVectorization("w7", "w1").split(TextSplit.NONE),
                textVectorization("w7", "w1 w8").split(TextSplit.NONE).ngramsOf(2)),
            of(
                WORD,
                textVectorization("w7", "w1", "größe"),
                textVectorization("w7", "w1").maxTokens(9).outputSequenceLength(4),
                textVectorization("w", "1", "w 1").split(TextSplit.CHARACTER).ngrams(2),
                textVectorization("w7", "w1").standardize(Standardization.NONE),
                textVectorization("w7").standardize(Standardization.LOWER).padToMaxTokens(5),
                textVectorization("w7", "w1").outputMode(OutputMode.MULTI_HOT),
                textVectorization("w7").padToMaxTokens(5).outputMode(OutputMode.COUNT),
                textVectorization("w7", "w1").padToMaxTokens(5).idfWeights(0.5, 0.25)),
            reading(2, ID, hashedCrossing(5), hashedCrossing(6).oneHot()),
            reading(2, WORD, hashedCrossing(7)))
        .flatMap(List::stream);
  }

  private static List<Case> of(Input input, Layer... layers) {
    return reading(1, input, layers);
  }

  private static List<Case> reading(int reads, Input input, Layer... layers) {
    return Stream.of(layers).map(layer -> new Case(input, reads, layer)).toList();
  }

  /** Keras has these layers, and builds no model with them. */
  private static List<Case> alone() {
    return of(PICTURE, equalization(), equalization().bins(20).valueRange(0, 1).channelsFirst());
  }

  static List<Layer> layers() {
    return Stream.concat(cases(), alone().stream()).map(Case::layer).toList();
  }

  /** A net for each that Keras has not. */
  static List<Net> netsOfCornuAlone() {
    return alone().stream().map(Case::net).toList();
  }

  /** A model for each, by a name. */
  static Map<String, KerasModel> models() {
    Map<String, KerasModel> models = new LinkedHashMap<>();
    for (Case each : cases().toList()) {
      KerasModel model = KerasCases.model(each.net(), null);
      // Keras's count is a whole number.
      model.weights().replaceAll((path, value) -> path.endsWith("/count") ? ZERO : value);
      models.put("preprocessing" + models.size(), model);
    }
    return models;
  }
}
