package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cornu.data.Buffers;
import org.cornu.data.Dataset;
import org.cornu.data.PartSpec;
import org.cornu.data.Source;
import org.cornu.history.History;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;

/** A net trains on a user's own source as on the same data in memory. */
class SourceDataTest {

  private static final Sequential NET = Sequential.of(input(2), dense(3).softmax()).seed(4);
  private static final Dataset RESIDENT = Blobs.classes(30);

  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private volatile int broken = -1;

  private final Source source =
      new Source() {
        @Override
        public int size() {
          return RESIDENT.size();
        }

        @Override
        public List<PartSpec> inputs() {
          return RESIDENT.inputs();
        }

        @Override
        public List<PartSpec> targets() {
          return RESIDENT.targets();
        }

        @Override
        public void read(int[] rows, Buffers out) throws IOException {
          threads.add(Thread.currentThread().getName());
          if (out.wants("features") && Arrays.stream(rows).anyMatch(row -> row == broken)) {
            throw new IOException("torn cable");
          }
          Buffers copy = Buffers.of(RESIDENT.parts(), rows.length);
          RESIDENT.read(rows, 0, rows.length, copy);
          out.floats("features").put(copy.floats("features"));
          out.ints("labels").put(copy.ints("labels"));
        }

        @Override
        public String toString() {
          return "a drawer";
        }
      };

  private static float[] weights(Dataset data) {
    try (Model model = NET.compile(sgd(), sparseCategoricalCrossentropy())) {
      History history = model.fit(data, Fit.epochs(2).batchSize(8).validationSplit(.2));
      assertThat(history.epochs()).hasSize(2);
      return model.predict(RESIDENT)[0];
    }
  }

  @Test
  void itTrainsToTheSameBitsReadByAThreadOfItsOwn() {
    assertThat(weights(Dataset.of(source))).containsExactly(weights(RESIDENT));
    assertThat(threads).contains("cornu-prefetch");
  }

  @Test
  void aMapThatChangesNothingIsNoChangeAndOneThatDoesIs() {
    assertThat(weights(RESIDENT.map((sample, draws) -> {}))).containsExactly(weights(RESIDENT));
    assertThat(weights(RESIDENT.map((sample, draws) -> sample.set("features", 0f, 1f))))
        .isNotEqualTo(weights(RESIDENT));
  }

  @Test
  void aFailureEndsTheFitWithItsPlace() {
    Dataset data = Dataset.of(source);
    broken = 11;
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> weights(data))
        .withMessageStartingWith("a drawer, samples ")
        .withMessageEndingWith(" and 5 more: cannot be read: torn cable");
  }
}
