package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.distribute.Strategies.mirrored;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.conv3d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling3d;
import static org.cornu.layers.Layers.reshape;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.objective;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.auc;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.lossScaleOptimizer;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.regularizers.Regularizers.l2;
import static org.cornu.schedules.Schedules.cosineDecay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.data.Part;
import org.cornu.graph.DType;
import org.cornu.history.History;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.cornu.optimizers.Optimizer;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several steps by one run of the graph, and data on the device, change nothing, to the bit. */
class StepsPerExecutionTest {

  /** 13 batches an epoch, the last one short. */
  private static final Fit FIT = Fit.epochs(2).batchSize(8).validationSplit(.2);

  private static final Dataset BLOBS = Blobs.classes(125);
  private static final Sequential NET =
      Sequential.of(
              input(2),
              dense(8).tanh().kernelRegularizer(l2(.01)).kernelConstraint(maxNorm(1)),
              batchNormalization(),
              dropout(.3),
              dense(3).softmax())
          .seed(5);

  private static void assertSame(
      Compilable net, Function<Compilable, Model> compile, Dataset data, Fit fit) {
    List<Object> plain = outcome(compile.apply(net), data, fit);
    for (int steps : List.of(4, 100)) {
      Compilable together = net.stepsPerExecution(steps);
      assertThat(outcome(compile.apply(together), data, fit))
          .as("%s steps", steps)
          .isEqualTo(plain);
      assertThat(outcome(compile.apply(together), data, fit.dataOnDevice()))
          .as("%s steps on the device", steps)
          .isEqualTo(plain);
    }
    assertThat(outcome(compile.apply(net), data, fit.dataOnDevice()))
        .as("on the device")
        .isEqualTo(plain);
  }

  /** History, weights and the next step's learning rate. */
  private static List<Object> outcome(Model compiled, Dataset data, Fit fit) {
    try (Model model = compiled) {
      History history = Bits.timeless(model.fit(data, fit));
      List<Object> outcome = new ArrayList<>(List.of(history, model.learningRate()));
      Bits.weights(model).forEach((path, each) -> outcome.add(path + Arrays.toString(each)));
      return outcome;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5})
  void netsOfTheZoo(int number) {
    Dataset digits = Mnist.load().train().range(0, 95);
    assertSame(
        MnistCnns.all().get(number - 1).seed(1),
        net -> net.compile(adam(), categoricalCrossentropy(), accuracy()),
        digits,
        FIT);
  }

  static List<Optimizer> optimizers() {
    return List.of(
        sgd(cosineDecay(.1, 20)).momentum(.9),
        adam(.01).ema(.9).emaOverwriteFrequency(5),
        adam(.01).gradientAccumulationSteps(3),
        lossScaleOptimizer(adam(.1).ema()).initialScale(3e38));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optimizersGoOnFromStepToStep(Optimizer optimizer) {
    assertSame(
        NET, net -> net.compile(optimizer, sparseCategoricalCrossentropy(), auc()), BLOBS, FIT);
  }

  @Test
  void samplesMayHaveWeights() {
    assertSame(
        NET,
        net -> net.compile(adam(.01), categoricalCrossentropy()),
        BLOBS,
        FIT.classWeights(Map.of(1, .5)).shuffleWindow(20));
  }

  /** TensorFlow lacks the gradients of some ops, which are registered for all graphs. */
  @Test
  void gradientsThatAreRegisteredHold() {
    float[] volumes = new float[30 * 64];
    for (int i = 0; i < volumes.length; i++) {
      volumes[i] = (float) Math.sin(i);
    }
    int[] classes = IntStream.range(0, 30).map(i -> i % 3).toArray();
    Sequential net =
        Sequential.of(
            input(64),
            reshape(4, 4, 4, 1),
            conv3d(2, 2).relu(),
            maxPooling3d(2),
            flatten(),
            dense(3).softmax());
    assertSame(
        net.seed(2),
        each -> each.compile(sgd(.1), sparseCategoricalCrossentropy()),
        Dataset.of(volumes, new int[] {64}, classes),
        FIT);
  }

  @Test
  void bytesAndIntegersOfSeveralInputsAndTargets() {
    int count = 30;
    byte[] pixels = new byte[count * 4];
    int[] tokens = new int[count * 2];
    int[] digits = new int[count];
    float[] boxes = new float[count];
    for (int i = 0; i < count; i++) {
      digits[i] = i % 3;
      boxes[i] = i % 4 * .25f;
      tokens[2 * i] = i % 5;
      pixels[4 * i] = (byte) (i * 31);
    }
    Input image = input(2, 2, 1).named("image");
    Input words = input(2).dtype(DType.INT32).named("tokens");
    Value read = words.then(new UserLayers.Embedded(5, 3), flatten());
    Value both = concatenate().on(image.then(flatten()), read).then(dense(8).relu(), dropout(.2));
    Functional net =
        Functional.of(
            List.of(image, words),
            dense(3).softmax().named("digit").on(both),
            dense(1).named("box").on(both));
    for (Part part :
        List.of(Part.pixels("image", pixels, 2, 2, 1), Part.bytes("image", pixels, 2, 2, 1))) {
      assertSame(
          net.seed(9),
          each ->
              each.compile(
                  adam(.02),
                  objective("digit", sparseCategoricalCrossentropy()).metrics(accuracy()),
                  objective("box", meanSquaredError()).weight(.5)),
          Dataset.of(part, Part.ints("tokens", tokens, 2))
              .withTargets(Part.classes("digit", digits), Part.floats("box", boxes, 1))
              .withWeights("box", boxes),
          FIT);
    }
  }

  /** One model trains on data of several kinds, and other sizes, one after another. */
  @Test
  void eachFitPutsItsOwnDataOnTheDevice() {
    Fit fit = FIT.noShuffle();
    List<Dataset> sets = List.of(BLOBS, Blobs.vectors(50), BLOBS.range(0, 20));
    List<List<Object>> histories = new ArrayList<>();
    for (Fit each : List.of(fit, fit.dataOnDevice(), fit.classWeights(Map.of()).dataOnDevice())) {
      List<Object> history = new ArrayList<>();
      try (Model model = compiled(NET.stepsPerExecution(3))) {
        sets.forEach(data -> history.add(Bits.timeless(model.fit(data, each))));
      }
      histories.add(history);
    }
    assertThat(histories).containsOnly(histories.get(0));
  }

  private static Model compiled(Compilable net) {
    return net.compile(adam(.02), categoricalCrossentropy(), accuracy());
  }

  @Test
  void callbacksHearOfEachExecution() {
    Map<Integer, Map<String, Double>> single = new HashMap<>();
    List<String> calls = new ArrayList<>();
    try (Model one = compiled(NET);
        Model several = compiled(NET.stepsPerExecution(5))) {
      Fit fit = Fit.epochs(1).batchSize(10);
      one.fit(BLOBS, fit.callbacks(lambdaCallback().onBatchEnd(single::put)));
      Callback heard =
          lambdaCallback()
              .onBatchBegin(batch -> calls.add("begin " + batch))
              .onBatchEnd(
                  (batch, logs) -> {
                    calls.add("end " + batch);
                    assertThat(logs).isEqualTo(single.get(batch));
                  });
      several.fit(BLOBS, fit.callbacks(heard));
    }
    assertThat(calls)
        .containsExactly("begin 1", "end 5", "begin 6", "end 10", "begin 11", "end 13");
  }

  @Test
  void anotherCompilationKeepsIt() {
    List<Integer> ends = new ArrayList<>();
    try (Model model = compiled(NET.stepsPerExecution(7))) {
      model.recompile(sgd(.1), categoricalCrossentropy());
      model.fit(
          BLOBS,
          Fit.epochs(1)
              .batchSize(13)
              .callbacks(lambdaCallback().onBatchEnd((batch, logs) -> ends.add(batch))));
    }
    assertThat(ends).containsExactly(7, 10);
  }

  @Test
  void theLastWordHolds() {
    List<Integer> told = new ArrayList<>();
    try (Model model = compiled(NET.stepsPerExecution(7).stepsPerExecution(2))) {
      model.fit(
          BLOBS,
          Fit.epochs(1)
              .callbacks(
                  training -> {
                    told.add(training.stepsPerExecution());
                    return new Callback.Run() {};
                  }));
    }
    assertThat(told).containsExactly(2);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compiled(NET.stepsPerExecution(0)))
        .withMessageContainingAll("stepsPerExecution of 1 or more", "got 0");
    Distributed two = NET.distribute(mirrored("CPU:0", "CPU:1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compiled(two.stepsPerExecution(2)))
        .withMessageContainingAll("stepsPerExecution of 1", "distributed", "got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compiled(NET.distribute(mirrored("CPU:1")).stepsPerExecution(2)))
        .withMessageContaining("distributed");
    try (Model model = compiled(two)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.fit(BLOBS, FIT.dataOnDevice()))
          .withMessageContainingAll("dataOnDevice", "distributed");
    }
    try (Model model = compiled(NET)) {
      Dataset mapped = BLOBS.map((sample, draws) -> {});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.fit(mapped, FIT.dataOnDevice()))
          .withMessageContainingAll("data in memory for dataOnDevice", "leave dataOnDevice out");
    }
  }
}
