package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.normalization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.goldens.Tensors;
import org.cornu.graph.WeightSpec;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.net.NetWeight;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** What Normalization makes of data. */
class AdaptTest {

  private static final Dataset DATA = Dataset.of(new float[] {1, 10, 3, 20, 5, 60}, new int[] {2});

  static Stream<Golden> adapting() {
    return Golden.all("adapting");
  }

  @ParameterizedTest
  @MethodSource("adapting")
  void findsKerassMoments(Golden golden) {
    FloatNdArray data = golden.array("data");
    int[] sample =
        Arrays.stream(data.shape().tail().asArray()).mapToInt(Math::toIntExact).toArray();
    Normalization layer = (Normalization) Keras.layer(golden.at("keras"));

    Moments moments = layer.adapt(Dataset.of(floats(data), sample)).adapted().orElseThrow();

    float[] mean = floats(golden.array("mean"));
    float[] variance = floats(golden.array("variance"));
    assertNear("mean", Numbers.floats(moments.mean()), mean, 1e-6);
    assertNear("variance", Numbers.floats(moments.variance()), variance, 1e-6);
    assertThat(moments.shape().stream().mapToLong(each -> each).toArray())
        .isEqualTo(golden.array("mean").shape().asArray());
  }

  @Test
  void theWeightsBeginWithTheMoments() {
    Net net = Net.chain(input(2), List.of(normalization().adapt(DATA)));
    List<float[]> weights =
        net.weights().stream().map(NetWeight::spec).map(AdaptTest::first).toList();

    assertThat(weights.get(0)).containsExactly(3, 30);
    assertThat(weights.get(1)).containsExactly(8 / 3f, 1400 / 3f);
    assertThat(weights.get(2)).containsExactly(0);
    assertThat(net.weights()).noneMatch(NetWeight::trainable);
  }

  private static float[] first(WeightSpec spec) {
    return spec.initializer().values(spec.shape(), new Seed(1).draws("", "", 0));
  }

  @Test
  void batchesOfAnyNumberGiveTheMomentsOfAll() {
    float[] values = floats(Tensors.scattered(Shape.of(3000, 2)));
    Moments whole =
        normalization().adapt(Dataset.of(values, new int[] {2})).adapted().orElseThrow();
    Moments.Sums one = new Moments.Sums(Shape.of(2), List.of(0));
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    one.add(doubles);

    assertNear(
        "mean", Numbers.floats(whole.mean()), Numbers.floats(one.moments(List.of(0)).mean()), 1e-7);
    assertNear(
        "variance",
        Numbers.floats(whole.variance()),
        Numbers.floats(one.moments(List.of(0)).variance()),
        1e-7);
  }

  @Test
  void oneOfSeveralInputsIsNamed() {
    Dataset two = Dataset.of(Part.ints("age", new int[] {20, 40}), Part.floats("x", new float[2]));

    assertThat(normalization().axis().adapt(two, "age").adapted().orElseThrow())
        .isEqualTo(new Moments(List.of(), List.of(30.0), List.of(100.0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> normalization().adapt(two))
        .withMessageContainingAll("needs data with one input", "age", "give the name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> normalization().adapt(two, "size"))
        .withMessageContainingAll("needs one of the inputs", "got \"size\"");
  }

  @Test
  void whatIsGivenIsNotAdapted() {
    assertThatIllegalStateException()
        .isThrownBy(() -> normalization(1, 2).adapt(DATA))
        .withMessageContaining("are not given");
  }

  @Test
  void momentsOfOtherSizesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Net.chain(input(3), List.of(normalization().adapt(DATA))))
        .withMessageContainingAll("fit its moments, of shape [2]", "got (3,)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> normalization().axis(0))
        .withMessageContaining("got 0, the batch");
  }

  @Test
  void theWayBackLeadsBack() {
    Normalization there = normalization().adapt(DATA);
    Net net = Net.chain(input(2), List.of(there, there.invert()));
    FloatNdArray x = Tensors.of(Shape.of(2, 2), 1, 2, 3, 4);

    assertNear("x", NetRun.of(net).inference(x).output(), x, 1e-6);
  }
}
