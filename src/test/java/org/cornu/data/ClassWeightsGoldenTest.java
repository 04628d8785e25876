package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Class weights make the weights of samples that Keras makes of them, to the bit. */
class ClassWeightsGoldenTest {

  static Stream<Golden> cases() {
    return Golden.all("class_weights");
  }

  private static Dataset labelled(Golden golden) {
    float[] labels = Golden.floats(golden.at("labels").required("data"));
    int size = golden.at("labels").required("shape").get(0).intValue();
    if (!golden.at("ids").booleanValue()) {
      return Dataset.of(Part.floats("x", new float[size]))
          .withTargets(Part.floats("y", labels, labels.length / size));
    }
    int[] ids = new int[size];
    for (int i = 0; i < size; i++) {
      ids[i] = (int) labels[i];
    }
    return Dataset.of(new float[size], new int[] {1}, ids);
  }

  private static float[] weights(Dataset data) {
    List<PartSpec> wanted = List.copyOf(data.weights().values());
    Buffers read = Buffers.of(wanted, data.size());
    int[] rows = new int[data.size()];
    Arrays.setAll(rows, i -> i);
    data.read(rows, 0, rows.length, read);
    return read.floats(wanted.get(0).name()).array();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void weighsAsKerasDoes(Golden golden) {
    Map<Integer, Double> weights = new HashMap<>();
    golden
        .at("class_weight")
        .properties()
        .forEach(
            each -> weights.put(Integer.valueOf(each.getKey()), each.getValue().doubleValue()));

    assertThat(weights(labelled(golden).withClassWeights(weights)))
        .containsExactly(Golden.floats(golden.at("weights")));
  }

  @Test
  void aPartIsWeighedAfterItsOwnClasses() {
    Dataset data = Dataset.of(new float[6], new int[] {1}, new int[] {0, 1, 2, 0, 1, 2});
    Dataset part = data.shuffled(3).range(1, 5);
    float[] expected = new float[4];
    for (int i = 0; i < 4; i++) {
      expected[i] = part.classIndices()[i] == 2 ? 5 : 1;
    }

    Dataset weighed = part.withClassWeights(Map.of(2, 5.0));
    assertThat(weights(weighed)).containsExactly(expected).contains(5).contains(1);
    assertThat(weights(weighed.range(1, 3))).containsExactly(expected[1], expected[2]);
  }

  @Test
  void whatKerasRefusesIsRefused() {
    Dataset data = Dataset.of(new float[2], new int[] {1}, new int[] {0, 1});
    Map<Integer, Double> weights = Map.of(0, 2.0);
    assertThatThrownBy(() -> data.withWeights(new float[2]).withClassWeights(weights))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("without weights");
    Part more = Part.floats("box", new float[2]);
    Dataset two =
        Dataset.of(Part.floats("x", new float[2])).withTargets(Part.labels(new int[2]), more);
    assertThatThrownBy(() -> two.withClassWeights(weights))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one target");
    assertThatThrownBy(() -> Dataset.of(new float[2], new int[] {1}).withClassWeights(weights))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no labels");
    Dataset steps =
        Dataset.of(Part.floats("x", new float[2]))
            .withTargets(Part.classes("tag", new int[] {0, 1, 2, 1}, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> steps.withClassWeights(weights))
        .withMessageContainingAll("one class a sample", "tag 3 classes (2,)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withClassWeights(Map.of(1, Double.NaN)))
        .withMessageContainingAll("class 1", "NaN");
  }
}
