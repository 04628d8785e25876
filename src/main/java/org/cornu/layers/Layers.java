package org.cornu.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.Activations;
import org.cornu.activations.ELU;
import org.cornu.activations.KerasActivation;
import org.cornu.activations.LeakyReLU;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.graph.Spec;
import org.cornu.initializers.Initializers;
import org.cornu.initializers.STFT;
import org.tensorflow.ndarray.Shape;

/**
 * The layers by Keras's names, with Keras's defaults, to be imported statically. Options are
 * methods of what is returned: {@code conv2d(64, 3).same().strides(2).relu()}. What another
 * catalogue has under the same name, as Keras has, is called by the class where both are imported:
 * {@code Layers.relu()}, {@code Activations.relu()}; so are sigmoid, softmax, tanh and identity.
 */
public final class Layers {

  /** A size that differs from batch to batch (Keras: {@code None}): {@code input(ANY, 3)}. */
  public static final long ANY = Shape.UNKNOWN_SIZE;

  private Layers() {}

  /** One sample's shape, without the batch: {@code input(28, 28, 1)}. */
  public static Input input(long... sizes) {
    return Input.of(Spec.floats(Shape.of(sizes)));
  }

  /** A layer whose weights several calls share. */
  public static <L extends Layer> Shared<L> shared(L layer) {
    return new Shared<>(layer);
  }

  /** Convolution over sequences: a kernel as large along all axes, or a size for each. */
  public static Conv conv1d(int filters, int... kernel) {
    return new Conv(
        filters,
        Window.kernel("conv1d", 1, kernel),
        1,
        Layout.CHANNELS_LAST,
        KernelOptions.DEFAULT);
  }

  /** Convolution over images: a kernel as large along all axes, or a size for each. */
  public static Conv conv2d(int filters, int... kernel) {
    return new Conv(
        filters,
        Window.kernel("conv2d", 2, kernel),
        1,
        Layout.CHANNELS_LAST,
        KernelOptions.DEFAULT);
  }

  /** Convolution over volumes: a kernel as large along all axes, or a size for each. */
  public static Conv conv3d(int filters, int... kernel) {
    return new Conv(
        filters,
        Window.kernel("conv3d", 3, kernel),
        1,
        Layout.CHANNELS_LAST,
        KernelOptions.DEFAULT);
  }

  /** The gradient of a convolution over sequences, which makes them larger by its strides. */
  public static ConvTranspose conv1dTranspose(int filters, int... kernel) {
    return new ConvTranspose(
        filters,
        Window.kernel("conv1dTranspose", 1, kernel),
        Optional.empty(),
        Layout.CHANNELS_LAST,
        KernelOptions.DEFAULT);
  }

  /** The gradient of a convolution over images, which makes them larger by its strides. */
  public static ConvTranspose conv2dTranspose(int filters, int... kernel) {
    return new ConvTranspose(
        filters,
        Window.kernel("conv2dTranspose", 2, kernel),
        Optional.empty(),
        Layout.CHANNELS_LAST,
        KernelOptions.DEFAULT);
  }

  /** The gradient of a convolution over volumes, which makes them larger by its strides. */
  public static ConvTranspose conv3dTranspose(int filters, int... kernel) {
    return new ConvTranspose(
        filters,
        Window.kernel("conv3dTranspose", 3, kernel),
        Optional.empty(),
        Layout.CHANNELS_LAST,
        KernelOptions.DEFAULT);
  }

  /** Convolution of each channel of sequences by itself. */
  public static DepthwiseConv depthwiseConv1d(int... kernel) {
    return new DepthwiseConv(
        1,
        Window.kernel("depthwiseConv1d", 1, kernel),
        Layout.CHANNELS_LAST,
        KernelOptions.DEFAULT);
  }

  /** Convolution of each channel of images by itself. */
  public static DepthwiseConv depthwiseConv2d(int... kernel) {
    return new DepthwiseConv(
        1,
        Window.kernel("depthwiseConv2d", 2, kernel),
        Layout.CHANNELS_LAST,
        KernelOptions.DEFAULT);
  }

  /** Convolution of each channel of sequences by itself, then of all at each place. */
  public static SeparableConv separableConv1d(int filters, int... kernel) {
    return new SeparableConv(
        filters,
        1,
        Window.kernel("separableConv1d", 1, kernel),
        Layout.CHANNELS_LAST,
        WeightOptions.of(Initializers.glorotUniform()),
        KernelOptions.DEFAULT);
  }

  /** Convolution of each channel of images by itself, then of all at each place. */
  public static SeparableConv separableConv2d(int filters, int... kernel) {
    return new SeparableConv(
        filters,
        1,
        Window.kernel("separableConv2d", 2, kernel),
        Layout.CHANNELS_LAST,
        WeightOptions.of(Initializers.glorotUniform()),
        KernelOptions.DEFAULT);
  }

  /** The largest value in each window of sequences, windows side by side. */
  public static WindowPooling maxPooling1d(int... size) {
    return pooling("maxPooling1d", Pool.MAX, 1, size);
  }

  /** The largest value in each window of images, windows side by side. */
  public static WindowPooling maxPooling2d(int... size) {
    return pooling("maxPooling2d", Pool.MAX, 2, size);
  }

  /** The largest value in each window of volumes, windows side by side. */
  public static WindowPooling maxPooling3d(int... size) {
    return pooling("maxPooling3d", Pool.MAX, 3, size);
  }

  /** The mean in each window of sequences, windows side by side. */
  public static WindowPooling averagePooling1d(int... size) {
    return pooling("averagePooling1d", Pool.AVERAGE, 1, size);
  }

  /** The mean in each window of images, windows side by side. */
  public static WindowPooling averagePooling2d(int... size) {
    return pooling("averagePooling2d", Pool.AVERAGE, 2, size);
  }

  /** The mean in each window of volumes, windows side by side. */
  public static WindowPooling averagePooling3d(int... size) {
    return pooling("averagePooling3d", Pool.AVERAGE, 3, size);
  }

  /** The largest value of each channel of sequences. */
  public static GlobalPooling globalMaxPooling1d() {
    return new GlobalPooling(Pool.MAX, 1, false, Layout.CHANNELS_LAST);
  }

  /** The largest value of each channel of images. */
  public static GlobalPooling globalMaxPooling2d() {
    return new GlobalPooling(Pool.MAX, 2, false, Layout.CHANNELS_LAST);
  }

  /** The largest value of each channel of volumes. */
  public static GlobalPooling globalMaxPooling3d() {
    return new GlobalPooling(Pool.MAX, 3, false, Layout.CHANNELS_LAST);
  }

  /** The mean of each channel of sequences. */
  public static GlobalPooling globalAveragePooling1d() {
    return new GlobalPooling(Pool.AVERAGE, 1, false, Layout.CHANNELS_LAST);
  }

  /** The mean of each channel of images. */
  public static GlobalPooling globalAveragePooling2d() {
    return new GlobalPooling(Pool.AVERAGE, 2, false, Layout.CHANNELS_LAST);
  }

  /** The mean of each channel of volumes. */
  public static GlobalPooling globalAveragePooling3d() {
    return new GlobalPooling(Pool.AVERAGE, 3, false, Layout.CHANNELS_LAST);
  }

  /** The largest values of sequences in so many windows. */
  public static AdaptivePooling adaptiveMaxPooling1d(int... outputSize) {
    return adaptive("adaptiveMaxPooling1d", Pool.MAX, 1, outputSize);
  }

  /** The largest values of images in so many windows. */
  public static AdaptivePooling adaptiveMaxPooling2d(int... outputSize) {
    return adaptive("adaptiveMaxPooling2d", Pool.MAX, 2, outputSize);
  }

  /** The largest values of volumes in so many windows. */
  public static AdaptivePooling adaptiveMaxPooling3d(int... outputSize) {
    return adaptive("adaptiveMaxPooling3d", Pool.MAX, 3, outputSize);
  }

  /** The means of sequences in so many windows. */
  public static AdaptivePooling adaptiveAveragePooling1d(int... outputSize) {
    return adaptive("adaptiveAveragePooling1d", Pool.AVERAGE, 1, outputSize);
  }

  /** The means of images in so many windows. */
  public static AdaptivePooling adaptiveAveragePooling2d(int... outputSize) {
    return adaptive("adaptiveAveragePooling2d", Pool.AVERAGE, 2, outputSize);
  }

  /** The means of volumes in so many windows. */
  public static AdaptivePooling adaptiveAveragePooling3d(int... outputSize) {
    return adaptive("adaptiveAveragePooling3d", Pool.AVERAGE, 3, outputSize);
  }

  /** Zeros at the ends of the axes of sequences: how many before, and after. */
  public static ZeroPadding zeroPadding1d(int... padding) {
    return new ZeroPadding(Margins.of("zeroPadding1d", 1, padding), Layout.CHANNELS_LAST);
  }

  /** Zeros at the ends of the axes of images: a number for all, or one for each axis. */
  public static ZeroPadding zeroPadding2d(int... padding) {
    return new ZeroPadding(Margins.of("zeroPadding2d", 2, padding), Layout.CHANNELS_LAST);
  }

  /** Zeros at the ends of the axes of volumes: a number for all, or one for each axis. */
  public static ZeroPadding zeroPadding3d(int... padding) {
    return new ZeroPadding(Margins.of("zeroPadding3d", 3, padding), Layout.CHANNELS_LAST);
  }

  /** Sequences without their ends: how much before, and after. */
  public static Cropping cropping1d(int... cropping) {
    return new Cropping(Margins.of("cropping1d", 1, cropping), Layout.CHANNELS_LAST);
  }

  /** Images without their ends: a number for all, or one for each axis. */
  public static Cropping cropping2d(int... cropping) {
    return new Cropping(Margins.of("cropping2d", 2, cropping), Layout.CHANNELS_LAST);
  }

  /** Volumes without their ends: a number for all, or one for each axis. */
  public static Cropping cropping3d(int... cropping) {
    return new Cropping(Margins.of("cropping3d", 3, cropping), Layout.CHANNELS_LAST);
  }

  /** Sequences made so many times larger along each axis. */
  public static UpSampling upSampling1d(int... size) {
    return new UpSampling(
        Size.of("upSampling1d's size", 1, size), Interpolation.NEAREST, Layout.CHANNELS_LAST);
  }

  /** Images made so many times larger along each axis. */
  public static UpSampling upSampling2d(int... size) {
    return new UpSampling(
        Size.of("upSampling2d's size", 2, size), Interpolation.NEAREST, Layout.CHANNELS_LAST);
  }

  /** Volumes made so many times larger along each axis. */
  public static UpSampling upSampling3d(int... size) {
    return new UpSampling(
        Size.of("upSampling3d's size", 3, size), Interpolation.NEAREST, Layout.CHANNELS_LAST);
  }

  private static WindowPooling pooling(String layer, Pool pool, int rank, int... size) {
    Size window = Size.of(layer + "'s pool", rank, size);
    return new WindowPooling(pool, new Window(window, window), Layout.CHANNELS_LAST);
  }

  private static AdaptivePooling adaptive(String layer, Pool pool, int rank, int... size) {
    return new AdaptivePooling(
        pool, Size.of(layer + "'s output", rank, size), Layout.CHANNELS_LAST);
  }

  /** The values of a sample in another shape; one size may be -1, what the others leave. */
  public static Reshape reshape(int... targetShape) {
    Objects.requireNonNull(targetShape, "reshape needs sizes, got null");
    return new Reshape(Arrays.stream(targetShape).boxed().toList());
  }

  /** The axes of a sample in another order, counted from 1. */
  public static Permute permute(int... dims) {
    Objects.requireNonNull(dims, "permute needs axes, got null");
    return new Permute(Arrays.stream(dims).boxed().toList());
  }

  /** A row so many times over. */
  public static RepeatVector repeatVector(int n) {
    return new RepeatVector(n);
  }

  /** What it reads. */
  public static Identity identity() {
    return new Identity();
  }

  /** Steps of which all values are 0 are left out of what follows. */
  public static Masking masking() {
    return masking(0);
  }

  /** Steps of which all values are {@code maskValue} are left out of what follows. */
  public static Masking masking(double maskValue) {
    return new Masking(maskValue);
  }

  /** All values of a sample in one row. */
  public static Flatten flatten() {
    return new Flatten(Layout.CHANNELS_LAST);
  }

  /** A matrix product along the last axis. */
  public static Dense dense(int units) {
    return new Dense(units, KernelOptions.DEFAULT);
  }

  /** A product with a kernel by an equation, {@code einsumDense("abc,cd->abd", ANY, 4)}. */
  public static EinsumDense einsumDense(String equation, long... outputShape) {
    return EinsumDense.of(equation, outputShape);
  }

  /** A learned vector of size {@code outputDim} for each number below {@code inputDim}. */
  public static Embedding embedding(int inputDim, int outputDim) {
    return Embedding.of(inputDim, outputDim);
  }

  /** A learned vector for each number below {@code inputDim}, and the way back to logits. */
  public static ReversibleEmbedding reversibleEmbedding(int inputDim, int outputDim) {
    return ReversibleEmbedding.of(inputDim, outputDim);
  }

  /** Attention of {@code numHeads} heads of size {@code keyDim} each: {@code on(query, value)}. */
  public static MultiHeadAttention multiHeadAttention(int numHeads, int keyDim) {
    return MultiHeadAttention.of(numHeads, keyDim);
  }

  /** Attention of heads of size {@code headDim}, of which several share a key and a value. */
  public static GroupQueryAttention groupQueryAttention(
      int headDim, int numQueryHeads, int numKeyValueHeads) {
    return GroupQueryAttention.of(headDim, numQueryHeads, numKeyValueHeads);
  }

  /** Attention by scalar products of query and key: {@code on(query, value)}. */
  public static Attention attention() {
    return Attention.DEFAULT;
  }

  /** Attention by sums of the tanh of query and key: {@code on(query, value)}. */
  public static AdditiveAttention additiveAttention() {
    return AdditiveAttention.DEFAULT;
  }

  /** Zeroes the fraction {@code rate} of the values while training. */
  public static Dropout dropout(double rate) {
    return new Dropout(rate, NoiseShape.OF_ALL, OptionalLong.empty());
  }

  /** Zeroes the fraction {@code rate} of the channels of steps while training. */
  public static SpatialDropout spatialDropout1d(double rate) {
    return new SpatialDropout(1, rate, Layout.CHANNELS_LAST, OptionalLong.empty());
  }

  /** Zeroes the fraction {@code rate} of the channels of images while training. */
  public static SpatialDropout spatialDropout2d(double rate) {
    return new SpatialDropout(2, rate, Layout.CHANNELS_LAST, OptionalLong.empty());
  }

  /** Zeroes the fraction {@code rate} of the channels of volumes while training. */
  public static SpatialDropout spatialDropout3d(double rate) {
    return new SpatialDropout(3, rate, Layout.CHANNELS_LAST, OptionalLong.empty());
  }

  /** Adds normal numbers while training. */
  public static GaussianNoise gaussianNoise(double stddev) {
    return new GaussianNoise(stddev, OptionalLong.empty());
  }

  /** Multiplies with normal numbers around 1 while training. */
  public static GaussianDropout gaussianDropout(double rate) {
    return new GaussianDropout(rate, OptionalLong.empty());
  }

  /** Drops the fraction {@code rate} of a selu's values while training. */
  public static AlphaDropout alphaDropout(double rate) {
    return new AlphaDropout(rate, NoiseShape.OF_ALL, OptionalLong.empty());
  }

  /** Normalizes each channel over the batch. */
  public static BatchNormalization batchNormalization() {
    return BatchNormalization.DEFAULT;
  }

  /** A layer whose kernel each step divides by its greatest singular value. */
  public static SpectralNormalization spectralNormalization(Layer layer) {
    return new SpectralNormalization(layer, 1);
  }

  /** Normalizes each sample over its last axis. */
  public static LayerNormalization layerNormalization() {
    return LayerNormalization.DEFAULT;
  }

  /** Normalizes each sample's channels in so many groups; -1 for one for each channel. */
  public static GroupNormalization groupNormalization(int groups) {
    return new GroupNormalization(groups, -1, GroupNormalization.DEFAULT.epsilon(), Affine.USUAL);
  }

  /** Normalizes the mean square of each sample over its last axis. */
  public static RMSNormalization rmsNormalization() {
    return RMSNormalization.DEFAULT;
  }

  /** How strong which frequencies are in each frame of a signal, by a Fourier transform. */
  public static STFTSpectrogram stftSpectrogram() {
    return new STFTSpectrogram(
        STFTSpectrogram.Mode.LOG,
        new Frames(256, Optional.empty(), Optional.empty(), Padding.VALID),
        Initializers.stft(STFT.Side.REAL),
        false,
        Layout.CHANNELS_LAST);
  }

  /** Brings each sample to a length of 1 over its last axis. */
  public static UnitNormalization unitNormalization() {
    return new UnitNormalization(List.of(-1));
  }

  /** Applies a function to each element. */
  public static Activation activation(ActivationFunction function) {
    return new Activation(function);
  }

  /** max(x, 0). */
  public static Activation relu() {
    return new Activation(KerasActivation.RELU);
  }

  /** The hyperbolic tangent. */
  public static Activation tanh() {
    return new Activation(KerasActivation.TANH);
  }

  /** 1 / (1 + exp(-x)). */
  public static Activation sigmoid() {
    return new Activation(KerasActivation.SIGMOID);
  }

  /** Probabilities along the last axis. */
  public static Activation softmax() {
    return new Activation(KerasActivation.SOFTMAX);
  }

  /** Probabilities along an axis, or over several, which count the batch. */
  public static Softmax softmax(int axis, int... more) {
    Objects.requireNonNull(more, "softmax needs axes, got null");
    return Softmax.of(IntStream.concat(IntStream.of(axis), IntStream.of(more)).boxed().toList());
  }

  /** x where it is above 0, else a learned fraction of it. */
  public static PReLU prelu() {
    return PReLU.DEFAULT;
  }

  /** Adds {@code l1} times the absolute values and {@code l2} times the squares to the loss. */
  public static ActivityRegularization activityRegularization(double l1, double l2) {
    return new ActivityRegularization(l1, l2);
  }

  /** The sum of several values. */
  public static Add add() {
    return new Add();
  }

  /** The first of two values less the second. */
  public static Subtract subtract() {
    return new Subtract();
  }

  /** The product of several values. */
  public static Multiply multiply() {
    return new Multiply();
  }

  /** The mean of several values. */
  public static Average average() {
    return new Average();
  }

  /** The largest of several values. */
  public static Maximum maximum() {
    return new Maximum();
  }

  /** The smallest of several values. */
  public static Minimum minimum() {
    return new Minimum();
  }

  /** Several values one after another, along the last axis. */
  public static Concatenate concatenate() {
    return new Concatenate(-1);
  }

  /** Several values one after another, along an axis that counts the batch. */
  public static Concatenate concatenate(int axis) {
    return new Concatenate(axis);
  }

  /** The scalar products of two values along an axis of both, which counts the batch. */
  public static Dot dot(int axis) {
    return new Dot(axis, axis, false);
  }

  /** Each channel times a number of its own, {@code initValue} at first. */
  public static LayerScale layerScale(double initValue, int channels) {
    return new LayerScale(initValue, channels);
  }

  /** Leaves out the fraction {@code rate} of the samples while training. */
  public static StochasticDepth stochasticDepth(double rate) {
    return new StochasticDepth(rate);
  }

  /** The first of two values and {@code scale} times the second. */
  public static CustomScaleLayer customScaleLayer(double scale) {
    return new CustomScaleLayer(scale);
  }

  /** Classes that keras.applications has beside Keras's own: files give them a name of theirs. */
  public static List<KerasClass<?>> ofApplications() {
    return List.of(
        KerasClass.of(Layer.class, CustomScaleLayer.class, CustomScaleLayer::from),
        KerasClass.of(Layer.class, LayerScale.class, LayerScale::from),
        KerasClass.of(Layer.class, StochasticDepth.class, StochasticDepth::from));
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Layer.class, Activation.class, Activation::from));
    rows.add(activation("ELU", ELU::from));
    rows.add(activation("LeakyReLU", LeakyReLU::from));
    rows.add(activation("ReLU", Activations::fromReLU));
    rows.add(KerasClass.of(Layer.class, Add.class, config -> new Add()));
    rows.add(KerasClass.of(Layer.class, Average.class, config -> new Average()));
    for (int rank = 1; rank <= 3; rank++) {
      rows.addAll(spatial(rank));
    }
    rows.add(KerasClass.of(Layer.class, Identity.class, config -> new Identity()));
    rows.add(KerasClass.of(Layer.class, Masking.class, Masking::from));
    rows.add(KerasClass.of(Layer.class, Permute.class, Permute::from));
    rows.add(KerasClass.of(Layer.class, RepeatVector.class, RepeatVector::from));
    rows.add(KerasClass.of(Layer.class, Reshape.class, Reshape::from));
    rows.add(KerasClass.of(Layer.class, BatchNormalization.class, BatchNormalization::from));
    rows.add(KerasClass.of(Layer.class, Concatenate.class, Concatenate::from));
    rows.add(KerasClass.of(Layer.class, Dense.class, Dense::from));
    rows.add(KerasClass.of(Layer.class, Dot.class, Dot::from));
    rows.add(KerasClass.of(Layer.class, Dropout.class, Dropout::from));
    rows.add(KerasClass.of(Layer.class, Flatten.class, Flatten::from));
    rows.add(KerasClass.of(Layer.class, Maximum.class, config -> new Maximum()));
    rows.add(KerasClass.of(Layer.class, Minimum.class, config -> new Minimum()));
    rows.add(KerasClass.of(Layer.class, Multiply.class, config -> new Multiply()));
    rows.add(KerasClass.of(Layer.class, Subtract.class, config -> new Subtract()));
    rows.add(
        KerasClass.of(Layer.class, ActivityRegularization.class, ActivityRegularization::from));
    rows.add(KerasClass.of(Layer.class, PReLU.class, PReLU::from));
    rows.add(KerasClass.of(Layer.class, Softmax.class, Softmax::from));
    rows.add(KerasClass.of(Layer.class, EinsumDense.class, EinsumDense::from));
    rows.add(KerasClass.of(Layer.class, Embedding.class, Embedding::from));
    rows.add(KerasClass.of(Layer.class, ReversibleEmbedding.class, ReversibleEmbedding::from));
    rows.add(KerasClass.of(Layer.class, MultiHeadAttention.class, MultiHeadAttention::from));
    rows.add(KerasClass.of(Layer.class, GroupQueryAttention.class, GroupQueryAttention::from));
    rows.add(KerasClass.of(Layer.class, Attention.class, Attention::from));
    rows.add(KerasClass.of(Layer.class, AdditiveAttention.class, AdditiveAttention::from));
    rows.add(KerasClass.of(Layer.class, GroupNormalization.class, GroupNormalization::from));
    rows.add(KerasClass.of(Layer.class, LayerNormalization.class, LayerNormalization::from));
    rows.add(KerasClass.of(Layer.class, RMSNormalization.class, RMSNormalization::from));
    rows.add(KerasClass.of(Layer.class, SpectralNormalization.class, SpectralNormalization::from));
    rows.add(KerasClass.of(Layer.class, STFTSpectrogram.class, STFTSpectrogram::from));
    rows.add(KerasClass.of(Layer.class, UnitNormalization.class, UnitNormalization::from));
    rows.add(KerasClass.of(Layer.class, AlphaDropout.class, AlphaDropout::from));
    rows.add(KerasClass.of(Layer.class, GaussianDropout.class, GaussianDropout::from));
    rows.add(KerasClass.of(Layer.class, GaussianNoise.class, GaussianNoise::from));
    for (int axes = 1; axes <= 3; axes++) {
      int of = axes;
      rows.add(
          new KerasClass<>(
              Layer.class,
              "SpatialDropout" + of + "D",
              SpatialDropout.class,
              config -> SpatialDropout.from(of, config)));
    }
    return rows;
  }

  private static KerasClass<?> activation(
      String name, Function<Config, ? extends ActivationFunction> from) {
    return new KerasClass<>(
        Layer.class, name, Activation.class, config -> new Activation(from.apply(config)));
  }

  /** The classes of one rank, each as Keras calls it: {@code Conv2D}. */
  private static List<KerasClass<?>> spatial(int rank) {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(row("Conv%dD", rank, Conv.class, Conv::from));
    rows.add(row("Conv%dDTranspose", rank, ConvTranspose.class, ConvTranspose::from));
    if (rank < 3) {
      rows.add(row("DepthwiseConv%dD", rank, DepthwiseConv.class, DepthwiseConv::from));
      rows.add(row("SeparableConv%dD", rank, SeparableConv.class, SeparableConv::from));
    }
    for (Pool pool : Pool.values()) {
      String pooling = pool.kerasName() + "Pooling%dD";
      rows.add(
          row(
              pooling,
              rank,
              WindowPooling.class,
              (config, n) -> WindowPooling.from(config, pool, n)));
      rows.add(
          row(
              "Global" + pooling,
              rank,
              GlobalPooling.class,
              (config, n) -> GlobalPooling.from(config, pool, n)));
      rows.add(
          row(
              "Adaptive" + pooling,
              rank,
              AdaptivePooling.class,
              (config, n) -> AdaptivePooling.from(config, pool, n)));
    }
    rows.add(row("ZeroPadding%dD", rank, ZeroPadding.class, ZeroPadding::from));
    rows.add(row("Cropping%dD", rank, Cropping.class, Cropping::from));
    rows.add(row("UpSampling%dD", rank, UpSampling.class, UpSampling::from));
    return rows;
  }

  private static <L extends Layer> KerasClass<?> row(
      String name, int rank, Class<L> type, BiFunction<Config, Integer, L> from) {
    return new KerasClass<>(
        Layer.class, name.formatted(rank), type, config -> from.apply(config, rank));
  }
}
