package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.preprocessing.Preprocessing.textVectorization;
import static org.cornu.recurrent.Recurrent.bidirectional;
import static org.cornu.recurrent.Recurrent.lstm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.data.Split;
import org.cornu.graph.DType;
import org.cornu.layers.Layer;
import org.cornu.preprocessing.TextVectorization;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews whose words are the same whether good or bad: only their order tells. */
class WordOrderTrainedTest {

  private static final String[] GOOD = {"great", "lovely", "funny"};
  private static final String[] BAD = {"awful", "boring", "slow"};
  private static final String[] REST = {"the", "film", "was", "and", "it", "seats", "were", "an"};

  @TempDir private Path folder;

  /** "The film was not boring it was great" is good, "not great it was boring" is bad. */
  private static Dataset reviews(int size) {
    Random random = new Random(11);
    String[] texts = new String[size];
    float[] good = new float[size];
    for (int i = 0; i < size; i++) {
      good[i] = i % 2;
      List<String> words = new ArrayList<>(List.of(one(GOOD, random), one(BAD, random)));
      if (random.nextBoolean()) {
        words.add(words.remove(0));
      }
      boolean isBadFirst = List.of(BAD).contains(words.get(0));
      words.add((good[i] == 1) == isBadFirst ? 0 : 1, "not");
      for (int rest = random.nextInt(15); rest > 0; rest--) {
        int place = random.nextInt(words.size() + 1);
        boolean isBehindNot = place > 0 && words.get(place - 1).equals("not");
        words.add(isBehindNot ? place - 1 : place, one(REST, random));
      }
      texts[i] = String.join(" ", words);
    }
    return Dataset.of(Part.strings("review", texts, 1)).withTargets(Part.floats("good", good, 1));
  }

  private static String one(String[] words, Random random) {
    return words[random.nextInt(words.length)];
  }

  private static Model trained(Layer reader, Dataset reviews) {
    TextVectorization words = textVectorization().adapt(reviews);
    Sequential net =
        Sequential.of(
            input(1).dtype(DType.STRING).named("review"),
            words,
            embedding(words.vocabularySize(), 16).maskZero(),
            reader,
            dense(1).sigmoid());
    Model model = net.seed(1).compile(adam(0.01), binaryCrossentropy(), binaryAccuracy());
    model.fit(reviews, Fit.epochs(10).batchSize(25));
    return model;
  }

  private static double accuracy(Model model, Dataset held) {
    return model.evaluate(held).metric("binary_accuracy");
  }

  @Test
  void aNetThatReadsBothWaysLearnsWhatOneWithoutOrderCannot() throws Exception {
    Split parts = reviews(600).split(0.2);
    Dataset held = parts.validation();
    Path file = folder.resolve("order.keras");
    try (Model reading = trained(bidirectional(lstm(12)), parts.train());
        Model counting = trained(globalAveragePooling1d(), parts.train())) {
      assertThat(accuracy(reading, held)).isGreaterThan(0.95);
      assertThat(accuracy(counting, held)).isLessThan(0.7);
      reading.save(file);
      try (Model loaded = Model.load(file)) {
        assertThat(loaded.predict(held)).isDeepEqualTo(reading.predict(held));
      }
    }
  }
}
