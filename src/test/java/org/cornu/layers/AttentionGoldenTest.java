package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.goldens.Tensors;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.net.Net;
import org.cornu.net.NetRewrites;
import org.cornu.net.NetRun;
import org.cornu.net.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import tools.jackson.databind.JsonNode;

/** Layers of attention with each option and mask, forward and backward, against Keras's numbers. */
class AttentionGoldenTest {

  private static final double TOLERANCE = 1e-5;

  static Stream<Golden> cases() {
    return Golden.all("attention");
  }

  /** Two libraries do not drop the same scores. */
  static Stream<Golden> casesWithGradients() {
    return cases().filter(golden -> golden.has("cotangent"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inferenceGivesKerassOutput(Golden golden) {
    Built built = Built.of(golden);

    FloatNdArray output =
        NetRun.of(built.net(false), built.weights()).inference(built.read).output();

    assertNear("output", output, golden.array("output"), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMaskThatTravelsOnIsKerass(Golden golden) {
    Built built = Built.of(golden);

    FloatNdArray mask = NetRun.of(built.net(true), built.weights()).inference(built.read).output();

    if (golden.at("mask").isNull()) {
      assertThat(mask.getFloat(0, 0)).isEqualTo(MaskOf.NONE);
    } else {
      assertNear("mask", mask, golden.array("mask"), 0);
    }
  }

  @ParameterizedTest
  @MethodSource("casesWithGradients")
  void trainingGivesKerassOutputAndGradients(Golden golden) {
    Built built = Built.of(golden);
    Map<String, FloatNdArray> gradients = golden.named("layer/", "weight_gradients");
    for (int i = 0; i < golden.arrays("inputs").size(); i++) {
      gradients.put("source" + i + "/x", golden.arrays("input_gradients").get(i));
    }
    for (Net net : List.of(built.net(false), NetRewrites.apply(built.net(false)))) {
      NetRun.Outcome outcome =
          NetRun.of(net, built.weights()).training(built.read, golden.array("cotangent"));

      assertNear("output", outcome.output(), golden.array("output"), TOLERANCE);
      assertNear(withoutShifts(outcome.gradients()), withoutShifts(gradients), TOLERANCE);
    }
  }

  /**
   * Without what is 0 but for roundings: a bias of keys shifts all scores of a step alike. To be
   * held against the size of the kernel's, it is added to that.
   */
  private static Map<String, FloatNdArray> withoutShifts(Map<String, FloatNdArray> gradients) {
    Map<String, FloatNdArray> others = new LinkedHashMap<>(gradients);
    FloatNdArray bias = others.remove("layer/key/bias");
    if (bias != null) {
      float[] both = floats(others.get("layer/key/kernel"));
      float[] shifts = floats(bias);
      for (int i = 0; i < both.length; i++) {
        both[i] += shifts[i % shifts.length];
      }
      others.put("layer/key/kernel", Tensors.of(others.get("layer/key/kernel").shape(), both));
    }
    return others;
  }

  /**
   * The layer of a case, behind what gives it values and masks.
   *
   * @param given what it gives
   * @param read by the net
   */
  private record Built(
      Golden golden, List<Input> inputs, List<Value> given, List<FloatNdArray> read) {

    static Built of(Golden golden) {
      List<FloatNdArray> read = new ArrayList<>();
      List<Input> inputs = new ArrayList<>();
      List<Value> values = new ArrayList<>();
      List<FloatNdArray> x = golden.arrays("inputs");
      for (int i = 0; i < x.size(); i++) {
        Value value = new Source().named("source" + i).on(input(x.get(i), inputs, read));
        JsonNode mask = golden.at("travelling").get(i);
        values.add(
            mask.isNull()
                ? value
                : new WithMask().on(value, input(Golden.array(mask), inputs, read)));
      }
      List<AttentionMask> masks = new ArrayList<>();
      for (JsonNode mask : golden.at("masks")) {
        masks.add(mask(mask.required("name").stringValue()));
        values.add(input(Golden.array(mask), inputs, read));
      }
      JsonNode call = golden.at("call");
      AttentionLayer<?> layer = (AttentionLayer<?>) Keras.layer(golden.at("keras"));
      AttentionOptions options =
          layer
              .attention()
              .called(call.has("use_causal_mask"), call.has("return_attention_scores"), masks);
      List<Value> given =
          layer.attention(options).named("layer").outputsOn(values.toArray(Value[]::new));
      return new Built(golden, inputs, given, read);
    }

    private static Input input(FloatNdArray values, List<Input> inputs, List<FloatNdArray> read) {
      read.add(values);
      inputs.add(Input.of(Spec.floats(values.shape().tail())).named("x" + inputs.size()));
      return inputs.get(inputs.size() - 1);
    }

    private static AttentionMask mask(String name) {
      return AttentionMask.valueOf(name.replace("_mask", "").toUpperCase(Locale.ROOT));
    }

    /** Gives all flattened, or the mask that travels on. */
    Net net(boolean givesMask) {
      if (givesMask) {
        return Net.of(inputs, List.of(new MaskOf().on(given.get(0))));
      }
      Value[] flat = given.stream().map(value -> Layers.flatten().on(value)).toArray(Value[]::new);
      return Net.of(inputs, List.of(flat.length == 1 ? flat[0] : Layers.concatenate().on(flat)));
    }

    Map<String, FloatNdArray> weights() {
      Map<String, FloatNdArray> weights = new LinkedHashMap<>(golden.named("layer/", "weights"));
      for (int i = 0; i < golden.arrays("inputs").size(); i++) {
        weights.put("source" + i + "/x", golden.arrays("inputs").get(i));
      }
      return weights;
    }
  }

  /** Gives what it reads, with a mask of floats. */
  private record WithMask() implements MaskedLayer {
    @Override
    public void requireMask(Spec input, Spec mask) {}

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public boolean passesMask() {
      return true;
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      return x;
    }
  }

  /** Gives the mask of what it reads, over all axes but the last. */
  private record MaskOf() implements UnaryLayer {

    static final float NONE = -1;

    @Override
    public Shape outputShape(Shape input) {
      return input.take(1);
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      Optional<Operand<TBool>> mask = scope.mask();
      return mask.isPresent()
          ? scope.tf().dtypes.cast(mask.get(), TFloat32.class)
          : scope
              .tf()
              .broadcastTo(
                  scope.tf().constant(NONE), scope.tf().constant(new long[] {2, x.shape().get(1)}));
    }
  }
}
