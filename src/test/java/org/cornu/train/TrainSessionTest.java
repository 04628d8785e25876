package org.cornu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.distribute.Strategy;
import org.cornu.net.Net;
import org.cornu.random.Seed;
import org.cornu.saving.KerasModel;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.types.TFloat32;

/** Variables and arrays that have their numbers in one place, until a step changes them. */
class TrainSessionTest {

  private static final Dataset DATA =
      Dataset.of(new float[] {1, 2, 3, 4}, new int[] {2}, new float[][] {{1}, {0}});

  private static TrainSession session() {
    Net net = Net.chain(input(2), List.of(dense(1)));
    Compilation how = Compilation.of(adam(), meanSquaredError(), List.of());
    return new TrainSession(new CompiledNet("net", net, new Seed(1), how), Strategy.ONE_DEVICE);
  }

  private static List<Float> numbers(KerasModel model) {
    List<Float> numbers = new ArrayList<>();
    List<Map<String, FloatNdArray>> all =
        List.of(model.weights(), model.compiled().orElseThrow().state().orElseThrow().slots());
    all.forEach(
        arrays ->
            arrays.values().forEach(a -> a.scalars().forEach(s -> numbers.add(s.getFloat()))));
    return numbers;
  }

  @Test
  void whatWasStoredStaysAsItWas() {
    try (TrainSession session = session();
        KerasModel stored = session.stored()) {
      List<Float> before = numbers(stored);
      OneBatch.train(session, DATA);
      assertThat(numbers(stored)).isEqualTo(before);
      try (KerasModel now = session.stored()) {
        assertThat(numbers(now)).isNotEqualTo(before);
      }
    }
  }

  @Test
  void trainingOnLeavesWhatItBeganWith() {
    try (TrainSession first = session();
        KerasModel stored = first.stored();
        TrainSession second = TrainSession.of(stored, new Seed(2));
        TrainSession third = first.recompiled(first.compiled().how())) {
      List<Float> before = numbers(stored);
      OneBatch.train(second, DATA);
      OneBatch.train(third, DATA);
      assertThat(numbers(stored)).isEqualTo(before);
      try (KerasModel now = first.stored()) {
        assertThat(numbers(now)).isEqualTo(before);
      }
    }
  }

  @Test
  void weightsThatWereSetAreNotTheCallersTensor() {
    try (TrainSession session = session();
        TFloat32 mine = TFloat32.tensorOf(NdArrays.vectorOf(5f))) {
      session.variables().setWeights(Map.of("dense/bias", mine));
      mine.setFloat(6, 0);
      assertThat(session.variables().weights().get("dense/bias").getFloat(0)).isEqualTo(5);
    }
  }
}
