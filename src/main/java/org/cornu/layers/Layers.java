package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
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
import org.tensorflow.ndarray.Shape;

/**
 * The layers by Keras's names, with Keras's defaults, to be imported statically. Options are
 * methods of what is returned: {@code conv2d(64, 3).same().strides(2).relu()}.
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

  /** Convolution with a square kernel. */
  public static Conv2D conv2d(int filters, int kernel) {
    return conv2d(filters, kernel, kernel);
  }

  /** Convolution over images. */
  public static Conv2D conv2d(int filters, int kernelHeight, int kernelWidth) {
    return new Conv2D(
        filters,
        new Window(Size.of("conv2d's kernel", kernelHeight, kernelWidth), Size.square(1)),
        1,
        KernelOptions.DEFAULT);
  }

  /** The largest value in each square of {@code size} pixels, squares side by side. */
  public static MaxPooling2D maxPooling2d(int size) {
    return maxPooling2d(size, size);
  }

  /** The largest value in each window, windows side by side. */
  public static MaxPooling2D maxPooling2d(int height, int width) {
    Size pool = Size.of("maxPooling2d's pool", height, width);
    return new MaxPooling2D(new Window(pool, pool));
  }

  /** The mean of each square of {@code size} pixels, squares side by side. */
  public static AveragePooling2D averagePooling2d(int size) {
    return averagePooling2d(size, size);
  }

  /** The mean of each window, windows side by side. */
  public static AveragePooling2D averagePooling2d(int height, int width) {
    Size pool = Size.of("averagePooling2d's pool", height, width);
    return new AveragePooling2D(new Window(pool, pool));
  }

  /** All values of a sample in one row. */
  public static Flatten flatten() {
    return new Flatten();
  }

  /** A matrix product along the last axis. */
  public static Dense dense(int units) {
    return new Dense(units, KernelOptions.DEFAULT);
  }

  /** Zeroes the fraction {@code rate} of the values while training. */
  public static Dropout dropout(double rate) {
    return new Dropout(rate, NoiseShape.OF_ALL, OptionalLong.empty());
  }

  /** Zeroes the fraction {@code rate} of the channels of steps while training. */
  public static SpatialDropout spatialDropout1d(double rate) {
    return new SpatialDropout(1, rate, false, OptionalLong.empty());
  }

  /** Zeroes the fraction {@code rate} of the channels of images while training. */
  public static SpatialDropout spatialDropout2d(double rate) {
    return new SpatialDropout(2, rate, false, OptionalLong.empty());
  }

  /** Zeroes the fraction {@code rate} of the channels of volumes while training. */
  public static SpatialDropout spatialDropout3d(double rate) {
    return new SpatialDropout(3, rate, false, OptionalLong.empty());
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

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Layer.class, Activation.class, Activation::from));
    rows.add(activation("ELU", ELU::from));
    rows.add(activation("LeakyReLU", LeakyReLU::from));
    rows.add(activation("ReLU", Activations::fromReLU));
    rows.add(KerasClass.of(Layer.class, Add.class, config -> new Add()));
    rows.add(KerasClass.of(Layer.class, Average.class, config -> new Average()));
    rows.add(KerasClass.of(Layer.class, AveragePooling2D.class, AveragePooling2D::from));
    rows.add(KerasClass.of(Layer.class, BatchNormalization.class, BatchNormalization::from));
    rows.add(KerasClass.of(Layer.class, Concatenate.class, Concatenate::from));
    rows.add(KerasClass.of(Layer.class, Conv2D.class, Conv2D::from));
    rows.add(KerasClass.of(Layer.class, Dense.class, Dense::from));
    rows.add(KerasClass.of(Layer.class, Dot.class, Dot::from));
    rows.add(KerasClass.of(Layer.class, Dropout.class, Dropout::from));
    rows.add(KerasClass.of(Layer.class, Flatten.class, Flatten::from));
    rows.add(KerasClass.of(Layer.class, Maximum.class, config -> new Maximum()));
    rows.add(KerasClass.of(Layer.class, MaxPooling2D.class, MaxPooling2D::from));
    rows.add(KerasClass.of(Layer.class, Minimum.class, config -> new Minimum()));
    rows.add(KerasClass.of(Layer.class, Multiply.class, config -> new Multiply()));
    rows.add(KerasClass.of(Layer.class, Subtract.class, config -> new Subtract()));
    rows.add(
        KerasClass.of(Layer.class, ActivityRegularization.class, ActivityRegularization::from));
    rows.add(KerasClass.of(Layer.class, PReLU.class, PReLU::from));
    rows.add(KerasClass.of(Layer.class, Softmax.class, Softmax::from));
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
}
