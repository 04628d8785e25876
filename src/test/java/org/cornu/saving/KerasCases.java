package org.cornu.saving;

import static org.cornu.activations.Activations.elu;
import static org.cornu.activations.Activations.leakyRelu;
import static org.cornu.initializers.Initializers.constant;
import static org.cornu.layers.Layers.averagePooling2d;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.metrics.Metrics.categoricalAccuracy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.adamW;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.schedules.Schedules.cosineDecay;
import static org.cornu.schedules.Schedules.cosineDecayRestarts;
import static org.cornu.schedules.Schedules.exponentialDecay;
import static org.cornu.schedules.Schedules.inverseTimeDecay;
import static org.cornu.schedules.Schedules.oneCycle;
import static org.cornu.schedules.Schedules.piecewiseConstantDecay;
import static org.cornu.schedules.Schedules.polynomialDecay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cornu.activations.KerasActivation;
import org.cornu.config.Configurable;
import org.cornu.graph.DTypePolicy;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.cornu.initializers.VarianceScaling;
import org.cornu.layers.Activation;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Softmax;
import org.cornu.losses.Loss;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
import org.cornu.net.Nested;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;
import org.cornu.optimizers.Slot;
import org.cornu.random.Draws;
import org.cornu.random.Seed;
import org.cornu.recurrent.RecurrentLayer;
import org.cornu.recurrent.StackedRNNCells;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;

/** All that a file can hold, one model for each class and option. A new class is a line here. */
final class KerasCases {

  private static final Input IMAGE = input(7, 6, 4);

  /** The model that computes in bfloat16. */
  static final String MIXED = "mixed";

  private KerasCases() {}

  static List<Layer> layers() {
    List<Layer> layers =
        new ArrayList<>(
            List.of(
                conv2d(5, 3),
                conv2d(6, 3, 2).same().strides(2, 1).groups(2).noBias().relu(),
                conv2d(5, 2).dilation(2).biasInitializer(constant(0.5)).tanh(),
                maxPooling2d(2),
                maxPooling2d(3, 2).strides(1, 2).same(),
                averagePooling2d(2),
                averagePooling2d(3, 2).strides(2).same(),
                flatten(),
                dense(4).sigmoid(),
                dense(4).noBias().softmax().named("last.one"),
                dropout(0.3),
                batchNormalization(),
                batchNormalization().noScale().momentum(0.5).epsilon(0.1),
                batchNormalization().noCenter().frozen()));
    Arrays.stream(KerasActivation.values()).map(Activation::new).forEach(layers::add);
    Stream.of(leakyRelu(), leakyRelu(0.1), elu(), elu(0.5))
        .flatMap(each -> Stream.of(new Activation(each), dense(4).activation(each)))
        .forEach(layers::add);
    layers.addAll(PenaltyCases.layers());
    ActivationCases.layers().forEach(layers::add);
    FamilyCases.layers().forEach(layers::add);
    FamilyCases.young().forEach(layers::add);
    return layers;
  }

  static List<Initializer> initializers() {
    List<Initializer> initializers = new ArrayList<>(new TreeMap<>(Initializers.SCALED).values());
    initializers.addAll(
        List.of(
            Initializers.zeros(),
            Initializers.ones(),
            constant(-0.25),
            Initializers.randomUniform(-0.1, 0.3),
            Initializers.randomNormal(0.1, 0.2),
            Initializers.truncatedNormal(0.1, 0.2),
            Initializers.orthogonal().gain(1.5),
            Initializers.identity(), // whose gain Keras does not write
            Initializers.varianceScaling()
                .scale(3)
                .mode(VarianceScaling.Mode.FAN_OUT)
                .distribution(VarianceScaling.Distribution.UNTRUNCATED_NORMAL)));
    return initializers;
  }

  static List<Loss> losses() {
    return List.of(
        categoricalCrossentropy(),
        categoricalCrossentropy().labelSmoothing(0.1).fromLogits(),
        sparseCategoricalCrossentropy(),
        sparseCategoricalCrossentropy().fromLogits(),
        binaryCrossentropy(),
        binaryCrossentropy().labelSmoothing(0.2).fromLogits(),
        meanSquaredError());
  }

  static List<Metric> metrics() {
    return List.of(
        accuracy(),
        topKCategoricalAccuracy(3).named("top3"),
        categoricalAccuracy(),
        binaryAccuracy().threshold(0.25).named("yes"));
  }

  static List<Optimizer> optimizers() {
    List<Optimizer> optimizers = new ArrayList<>(OptimizerCases.ALL.values());
    optimizers.addAll(
        List.of(
            adam(),
            adam(0.01).beta1(0.8).beta2(0.99).epsilon(1e-5),
            sgd(),
            sgd(0.1).momentum(0.9),
            sgd(0.1).nesterov(0.8),
            adam().amsgrad(true).clipNorm(1.5),
            adamW(),
            adamW(cosineDecay(0.1, 100)).amsgrad(true).weightDecay(0.02).globalClipNorm(2),
            sgd(0.1).momentum(0.9).clipValue(0.5).weightDecay(0.01),
            sgd(cosineDecay(0.0, 100).alpha(0.1).warmup(0.2, 10)),
            adam(cosineDecayRestarts(0.1, 30).tMul(1.5).mMul(0.9).alpha(0.01)),
            sgd(exponentialDecay(0.1, 10, 0.9).staircase(true)),
            sgd(inverseTimeDecay(0.1, 10, 0.9)).momentum(0.9),
            adam(piecewiseConstantDecay(new long[] {5, 10}, 0.1, 0.05, 0.01)),
            adam(polynomialDecay(0.1, 10).endLearningRate(0.01).power(2).cycle(true))));
    return optimizers;
  }

  /** Keras opens these with a class that the user gives it. */
  static List<Optimizer> ownOptimizers() {
    return List.of(sgd(oneCycle(0.1, 100)));
  }

  /** Every object of these lists. */
  static Stream<Configurable> objects() {
    List<Layer> nested = List.of(new Nested("inner", KerasNets.within()));
    List<List<? extends Configurable>> kinds =
        List.of(
            layers(),
            KerasNets.merging(),
            PreprocessingCases.layers(),
            FamilyCases.embeddings(),
            AttentionCases.layers(),
            SpatialCases.layers(),
            RecurrentCases.layers().toList(),
            nested,
            initializers(),
            PenaltyCases.regularizers(),
            PenaltyCases.constraints(),
            losses(),
            metrics(),
            optimizers(),
            ownOptimizers());
    return kinds.stream().flatMap(List::stream).flatMap(KerasCases::withParts);
  }

  private static Stream<Configurable> withParts(Configurable object) {
    if (object instanceof RecurrentLayer<?> layer) {
      return Stream.concat(Stream.of(object), withParts(layer.cell()));
    }
    if (object instanceof StackedRNNCells stacked) {
      return Stream.concat(Stream.of(object), stacked.cells().stream());
    }
    if (object instanceof Activation activation) {
      return Stream.of(object, activation.function());
    }
    if (object instanceof Softmax softmax) {
      return Stream.of(object, softmax.function());
    }
    return object instanceof Optimizer optimizer
            && optimizer.options().learningRate() instanceof LearningRate.Scheduled scheduled
        ? Stream.of(object, scheduled.schedule())
        : Stream.of(object);
  }

  /** A model for each, by a name. */
  static Map<String, KerasModel> models() {
    Map<String, KerasModel> models = new LinkedHashMap<>();
    for (Layer layer : layers()) {
      models.put("layer" + models.size(), model(Net.chain(IMAGE, List.of(layer)), null));
    }
    for (Layer layer : KerasNets.merging()) {
      models.put("merging" + models.size(), model(KerasNets.merged(layer), null));
    }
    FamilyCases.nets().forEach((name, net) -> models.put(name, model(net, null)));
    AttentionCases.nets().forEach((name, net) -> models.put(name, model(net, null)));
    models.putAll(PreprocessingCases.models());
    models.putAll(SpatialCases.models());
    RecurrentCases.nets().forEach((name, net) -> models.put(name, model(net, null)));
    models.put("nested", model(KerasNets.nested(), null));
    for (Initializer initializer : initializers()) {
      Net net = Net.chain(IMAGE, List.of(dense(3).kernelInitializer(initializer)));
      models.put("initializer" + models.size(), model(net, null));
    }
    for (Loss loss : losses()) {
      models.put("loss" + models.size(), compiled(adam(), loss));
    }
    for (Optimizer optimizer : optimizers()) {
      models.put("optimizer" + models.size(), compiled(optimizer, categoricalCrossentropy()));
    }
    models.put("called", model(KerasNets.called(), null));
    models.put(
        MIXED,
        model(
            Net.chain(
                input(6, 6, 16),
                List.of(conv2d(16, 3).dtypePolicy(DTypePolicy.MIXED_BFLOAT16), maxPooling2d(2))),
            null));
    return models;
  }

  static KerasModel compiled(Optimizer optimizer, Loss loss) {
    Net net =
        Net.chain(IMAGE, List.of(dense(3).named("kept").frozen(), flatten(), dense(4).softmax()));
    return compiled(net, optimizer, loss);
  }

  static KerasModel compiled(Net net, Optimizer optimizer, Loss loss) {
    Map<String, FloatNdArray> slots = new LinkedHashMap<>();
    for (Slot slot : optimizer.kept(net.trained())) {
      boolean whole = slot.start() instanceof Slot.Filled filled && filled.whole();
      slots.put(slot.key(), whole ? NdArrays.scalarOf(7f) : values(slot.key(), slot.shape()));
    }
    OptimizerState state =
        new OptimizerState(7, optimizer.options().learningRate().after(7), slots);
    return model(
        net,
        new Compiled(optimizer, List.of(Objective.ofOnly(loss, metrics())), Optional.of(state)));
  }

  static KerasModel model(Net net, Compiled compiled) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      FloatNdArray drawn = values(weight.path(), weight.spec().shape());
      // What counts is whole, in Keras too.
      boolean counts = weight.spec().name().equals("count");
      weights.put(weight.path(), counts ? NdArrays.scalarOf(7f) : drawn);
    }
    return new KerasModel(
        "a_net",
        net,
        weights,
        Optional.ofNullable(compiled),
        Optional.empty(),
        new TrainingProgress(OptionalLong.of(Long.MIN_VALUE), 12, List.of("a", "größe")));
  }

  /** Other numbers for every name, in (0, 1): a variance must not be negative. */
  private static FloatNdArray values(String name, Shape shape) {
    Draws draws = new Seed(1).draws("test", name, 0);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draws.uniform();
    }
    return NdArrays.wrap(shape, DataBuffers.of(values, true, false));
  }
}
