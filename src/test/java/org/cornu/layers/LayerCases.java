package org.cornu.layers;

import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.activation;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.average;
import static org.cornu.layers.Layers.averagePooling2d;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dot;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.maximum;
import static org.cornu.layers.Layers.minimum;
import static org.cornu.layers.Layers.multiply;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.sigmoid;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.layers.Layers.subtract;
import static org.cornu.layers.Layers.tanh;

import java.util.List;
import java.util.stream.Stream;
import org.cornu.activations.Activations;
import org.cornu.activations.KerasActivation;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.net.Net;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Layers to be tried by {@link LayerContractTest}. A new layer is one line or more. */
final class LayerCases {

  private static final Shape IMAGE = Shape.of(7, 6, 4);
  private static final Shape ROW = Shape.of(9);

  private LayerCases() {}

  /** In what the training half of a layer differs from its inference half. */
  enum Training {
    NOTHING,
    BATCH_STATISTICS,
    RANDOM
  }

  /**
   * A layer to be tried.
   *
   * @param parameters how many numbers its weights hold
   */
  record Case(Layer layer, List<Shape> inputs, int parameters, Training training) {

    Case(Layer layer, Shape input, int parameters, Training training) {
      this(layer, List.of(input), parameters, training);
    }

    /** The layer by itself. */
    Net net() {
      List<Input> values = inputs.stream().map(shape -> Input.of(Spec.floats(shape))).toList();
      return Net.of(values, List.of(layer.on(values.toArray(Value[]::new))));
    }

    /** So many samples for each input. */
    List<FloatNdArray> batch(int size) {
      return inputs.stream().map(shape -> scattered(Shape.of(size).append(shape))).toList();
    }

    @Override
    public String toString() {
      return layer + " of " + inputs.stream().map(Shapes::text).toList();
    }
  }

  /** All of them. */
  static Stream<Case> all() {
    return Stream.of(
            core(),
            spatial(),
            activations(),
            noise(),
            normalizations(),
            denses(),
            AttentionLayers.all())
        .flatMap(each -> each);
  }

  private static Stream<Case> spatial() {
    Shape steps = Shape.of(9, 4);
    Shape volume = Shape.of(5, 4, 6, 2);
    return Stream.of(
        plain(Layers.conv1d(5, 3), steps, 3 * 4 * 5 + 5),
        plain(Layers.conv1d(5, 3).causal().dilation(2), steps, 3 * 4 * 5 + 5),
        plain(Layers.conv2d(5, 3).channelsFirst(), IMAGE, 3 * 3 * 7 * 5 + 5),
        plain(Layers.conv3d(3, 2), volume, 2 * 2 * 2 * 2 * 3 + 3),
        plain(Layers.conv3d(3, 1, 2, 3).same().strides(2).tanh(), volume, 6 * 2 * 3 + 3),
        plain(Layers.conv1dTranspose(5, 3).strides(2), steps, 3 * 5 * 4 + 5),
        plain(Layers.conv2dTranspose(5, 3).strides(2).same(), IMAGE, 3 * 3 * 5 * 4 + 5),
        plain(Layers.conv2dTranspose(3, 3).dilation(2).noBias(), IMAGE, 3 * 3 * 3 * 4),
        plain(Layers.conv3dTranspose(2, 2).strides(2), volume, 8 * 2 * 2 + 2),
        plain(Layers.depthwiseConv1d(3).depthMultiplier(2), steps, 3 * 4 * 2 + 8),
        plain(Layers.depthwiseConv2d(3).same().strides(1, 2), IMAGE, 3 * 3 * 4 + 4),
        plain(Layers.separableConv1d(5, 3), steps, 3 * 4 + 4 * 5 + 5),
        plain(Layers.separableConv2d(5, 3).depthMultiplier(2), IMAGE, 9 * 8 + 8 * 5 + 5),
        plain(Layers.maxPooling1d(2), steps, 0),
        plain(Layers.averagePooling3d(2).same(), volume, 0),
        plain(Layers.globalAveragePooling1d(), steps, 0),
        plain(Layers.globalMaxPooling2d().keepDims(), IMAGE, 0),
        plain(Layers.adaptiveAveragePooling2d(3, 2), IMAGE, 0),
        plain(Layers.adaptiveMaxPooling3d(2), volume, 0),
        plain(Layers.zeroPadding2d(1, 2), IMAGE, 0),
        plain(Layers.cropping1d(2, 1), steps, 0),
        plain(Layers.upSampling2d(2), IMAGE, 0),
        plain(Layers.upSampling2d(2, 3).interpolation(Interpolation.BILINEAR), IMAGE, 0),
        plain(Layers.upSampling3d(2), volume, 0),
        plain(Layers.reshape(6, -1), IMAGE, 0),
        plain(Layers.permute(2, 1), steps, 0),
        plain(Layers.repeatVector(3), ROW, 0),
        plain(Layers.identity(), ROW, 0),
        plain(Layers.masking(), steps, 0),
        plain(signal(STFTSpectrogram.Mode.LOG), steps, 2 * 5 * 5),
        plain(signal(STFTSpectrogram.Mode.REAL).channelsFirst(), Shape.of(2, 9), 5 * 5),
        plain(signal(STFTSpectrogram.Mode.STFT).expandDims().same(), steps, 2 * 5 * 5));
  }

  private static STFTSpectrogram signal(STFTSpectrogram.Mode mode) {
    return Layers.stftSpectrogram().frameLength(5).mode(mode);
  }

  private static Stream<Case> core() {
    return Stream.of(
        plain(conv2d(5, 3), IMAGE, 3 * 3 * 4 * 5 + 5),
        plain(conv2d(5, 3, 2).same().relu(), IMAGE, 3 * 2 * 4 * 5 + 5),
        plain(conv2d(6, 3).strides(2).groups(2).noBias(), IMAGE, 3 * 3 * 2 * 6),
        plain(conv2d(5, 3).strides(2, 1).same().tanh(), IMAGE, 3 * 3 * 4 * 5 + 5),
        plain(conv2d(5, 2).dilation(3), IMAGE, 2 * 2 * 4 * 5 + 5),
        plain(conv2d(5, 3).dilation(2).same(), IMAGE, 3 * 3 * 4 * 5 + 5),
        plain(conv2d(5, 1).kernelInitializer(Initializers.heNormal()), IMAGE, 4 * 5 + 5),
        plain(maxPooling2d(2), IMAGE, 0),
        plain(maxPooling2d(3, 2).strides(1, 2).same(), IMAGE, 0),
        plain(averagePooling2d(2), IMAGE, 0),
        plain(averagePooling2d(3, 2).strides(2).same(), IMAGE, 0),
        plain(flatten(), IMAGE, 0),
        plain(flatten(), ROW, 0),
        plain(dense(4), ROW, 9 * 4 + 4),
        plain(dense(4).softmax(), IMAGE, 4 * 4 + 4),
        plain(dense(4).noBias().sigmoid(), Shape.of(5, 9), 9 * 4),
        plain(dense(4).biasInitializer(Initializers.constant(0.5)), ROW, 9 * 4 + 4),
        new Case(dropout(0.3), IMAGE, 0, Training.RANDOM),
        new Case(dropout(0.9), ROW, 0, Training.RANDOM),
        plain(dropout(0), ROW, 0),
        new Case(batchNormalization(), IMAGE, 4 * 4, Training.BATCH_STATISTICS),
        new Case(batchNormalization().noScale(), ROW, 9 * 3, Training.BATCH_STATISTICS),
        new Case(
            batchNormalization().noCenter().momentum(0.5).epsilon(0.1),
            Shape.of(5, 9),
            9 * 3,
            Training.BATCH_STATISTICS),
        plain(batchNormalization().frozen(), IMAGE, 4 * 4),
        plain(activation(KerasActivation.LINEAR), ROW, 0),
        plain(relu(), IMAGE, 0),
        plain(tanh(), ROW, 0),
        plain(sigmoid(), ROW, 0),
        plain(softmax(), IMAGE, 0),
        plain(new Scale(), IMAGE, 4),
        merging(add(), IMAGE, IMAGE, Shape.of(6, 1)),
        merging(subtract(), IMAGE, IMAGE),
        merging(multiply(), ROW, ROW, Shape.of(1)),
        merging(Layers.customScaleLayer(0.25), IMAGE, IMAGE),
        plain(Layers.layerScale(0.5, 4), IMAGE, 4),
        new Case(Layers.stochasticDepth(0.4), IMAGE, 0, Training.RANDOM),
        merging(average(), ROW, ROW, ROW),
        merging(maximum(), IMAGE, IMAGE),
        merging(minimum(), IMAGE, IMAGE),
        merging(concatenate(), IMAGE, Shape.of(7, 6, 2)),
        merging(concatenate(1), ROW, ROW, ROW),
        merging(dot(1), ROW, ROW),
        merging(dot(-1).axes(2, 1).normalized(), Shape.of(3, 4), Shape.of(4, 5)));
  }

  /** Activations that are layers. */
  private static Stream<Case> activations() {
    return Stream.of(
        plain(softmax(1), IMAGE, 0),
        plain(softmax(2, -1), IMAGE, 0),
        plain(Layers.prelu().alphaInitializer(Initializers.constant(0.3)), ROW, 9),
        plain(Layers.prelu().sharedAxes(1, 2), IMAGE, 4),
        plain(Layers.activityRegularization(0.1, 0.2), ROW, 0),
        plain(activation(Activations.glu()), IMAGE, 0),
        plain(activation(Activations.glu(2)), IMAGE, 0),
        plain(activation(Activations.sparsemax(1)), IMAGE, 0),
        plain(activation(Activations.logSoftmax(2)), IMAGE, 0),
        plain(activation(Activations.relu(0.5).threshold(0.25)), IMAGE, 0));
  }

  private static Stream<Case> noise() {
    return Stream.of(
        random(dropout(0.5).noiseShape(Layers.ANY, 1, 6, 1), IMAGE),
        random(Layers.spatialDropout1d(0.5), Shape.of(5, 9)),
        random(Layers.spatialDropout2d(0.5), IMAGE),
        random(Layers.spatialDropout2d(0.5).channelsFirst(), IMAGE),
        random(Layers.spatialDropout3d(0.5), Shape.of(2, 3, 2, 6)),
        random(Layers.gaussianNoise(0.3), IMAGE),
        random(Layers.gaussianDropout(0.3), ROW),
        random(Layers.alphaDropout(0.3), IMAGE),
        plain(Layers.gaussianNoise(0), ROW, 0));
  }

  private static Stream<Case> normalizations() {
    return Stream.of(
        statistics(batchNormalization().axis(1), IMAGE, 7 * 4),
        statistics(batchNormalization().renorm(Renorm.UNBOUND), ROW, 9 * 7),
        statistics(Layers.spectralNormalization(dense(4)), ROW, 9 * 4 + 4 + 4),
        statistics(
            Layers.spectralNormalization(conv2d(5, 3).relu()).powerIterations(2),
            IMAGE,
            3 * 3 * 4 * 5 + 5 + 5),
        plain(Layers.layerNormalization(), ROW, 9 * 2),
        plain(Layers.layerNormalization().axis(1, 3).noCenter(), IMAGE, 7 * 4),
        plain(Layers.layerNormalization().rmsScaling(), IMAGE, 4),
        plain(Layers.groupNormalization(2), IMAGE, 4 * 2),
        plain(Layers.groupNormalization(-1).axis(2).noScale(), IMAGE, 6),
        plain(Layers.rmsNormalization(), ROW, 9),
        plain(Layers.rmsNormalization().axis(2, 3), IMAGE, 6 * 4),
        plain(Layers.unitNormalization().axis(1, 2), IMAGE, 0));
  }

  private static Stream<Case> denses() {
    return Stream.of(
        plain(
            Layers.einsumDense("abc,cde->abde", Layers.ANY, 2, 3).biasAxes("de").tanh(),
            Shape.of(5, 9),
            9 * 6 + 6),
        plain(Layers.einsumDense("...b,bc->...c", 3), IMAGE, 4 * 3),
        // Numbers between -1 and 1 are cut to the first of its words.
        plain(Layers.embedding(3, 4), ROW, 3 * 4));
  }

  private static Case statistics(Layer layer, Shape input, int parameters) {
    return new Case(layer, input, parameters, Training.BATCH_STATISTICS);
  }

  static Case random(Layer layer, Shape input) {
    return new Case(layer, input, 0, Training.RANDOM);
  }

  private static Case merging(Layer layer, Shape... inputs) {
    return new Case(layer, List.of(inputs), 0, Training.NOTHING);
  }

  static Case plain(Layer layer, Shape input, int parameters) {
    return new Case(layer, input, parameters, Training.NOTHING);
  }

  /** A layer as a user writes one: each channel times a number of its own. */
  private record Scale() implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      Shape channels = Shape.of(input.get(input.numDimensions() - 1));
      return List.of(WeightSpec.trainable("scale", channels, Initializers.constant(2)));
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      return scope.tf().math.mul(x, scope.weight("scale"));
    }
  }
}
