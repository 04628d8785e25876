package org.cornu.recurrent;

import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.flatten;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.UnaryLayer;
import org.cornu.layers.Value;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.net.NetWeight;
import org.cornu.net.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Layers that go through sequences, against Keras's numbers. */
class RecurrentGoldenTest {

  private static final double TOLERANCE = 1e-5;

  static Stream<Golden> recurrent() {
    return Stream.of("recurrent", "recurrent_convolutions").flatMap(Golden::all);
  }

  /**
   * Says of steps that hold zeros alone that they do not count, as masking() does of rows.
   *
   * @param axes of the mask
   */
  private record MaskingSteps(int axes) implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public boolean makesMask() {
      return true;
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      Ops tf = scope.tf();
      int[] within = IntStream.range(axes, x.shape().numDimensions()).toArray();
      scope.giveMask(tf.reduceAny(tf.math.notEqual(x, tf.constant(0f)), tf.constant(within)));
      return x;
    }
  }

  @ParameterizedTest
  @MethodSource("recurrent")
  void givesKerassOutputsAndGradients(Golden golden) {
    check(golden, false);
  }

  static Stream<Golden> rows() {
    return Golden.all("recurrent");
  }

  /** The graph is the same for all lengths, so it need not know them. */
  @ParameterizedTest
  @MethodSource("rows")
  void givesThemForSequencesOfAnOpenLength(Golden golden) {
    if (!golden.name().contains("unroll")) {
      check(golden, true);
    }
  }

  private static void check(Golden golden, boolean open) {
    List<FloatNdArray> x = golden.arrays("inputs");
    Net net = net(golden, x, open);
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    Map<String, FloatNdArray> gradients = new LinkedHashMap<>();
    List<FloatNdArray> values = new ArrayList<>(x);
    values.addAll(golden.arrays("weights"));
    List<FloatNdArray> flows = new ArrayList<>(golden.arrays("input_gradients"));
    flows.addAll(golden.arrays("weight_gradients"));
    for (NetWeight weight : net.weights()) {
      weights.put(weight.path(), values.get(weights.size()));
      gradients.put(weight.path(), flows.get(gradients.size()));
    }

    NetRun run = NetRun.of(net, weights);
    NetRun.Outcome outcome = run.training(x, golden.array("cotangent"));

    assertNear("output", run.inference(x).output(), golden.array("output"), TOLERANCE);
    assertNear("output", outcome.output(), golden.array("output"), TOLERANCE);
    assertNear(outcome.gradients(), gradients, TOLERANCE);
  }

  /** All outputs in a row, behind sources of which the gradients are looked at. */
  private static Net net(Golden golden, List<FloatNdArray> x, boolean open) {
    List<Input> inputs = new ArrayList<>();
    List<Value> read = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      Shape sample = x.get(i).shape().tail();
      Shape shape = open && i == 0 ? Shape.of(Shape.UNKNOWN_SIZE).append(sample.tail()) : sample;
      inputs.add(Input.of(Spec.floats(shape)).named("x" + i));
      read.add(new Source().named("source" + i).on(inputs.get(i)));
    }
    int axes = golden.at("mask_axes").intValue();
    if (axes > 0) {
      read.set(0, new MaskingSteps(axes).on(read.get(0)));
    }
    Layer layer = Keras.layer(golden.at("keras"));
    if (layer instanceof RecurrentLayer<?> recurrent && axes > 0) {
      layer = recurrent.heedMask(); // Keras was given the mask by name
    }
    List<Value> given = layer.named("layer").outputsOn(read.toArray(Value[]::new));
    if (given.size() == 1) {
      return Net.of(inputs, given);
    }
    List<Value> rows = given.stream().map(each -> flatten().on(each)).toList();
    return Net.of(inputs, List.of(concatenate().on(rows.toArray(Value[]::new))));
  }
}
