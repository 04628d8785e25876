package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.recurrent.Recurrent.gru;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.graph.DType;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A net that says of each letter of a text which one follows, and so writes by itself. */
class LettersTrainedTest {

  private static final List<String> WORDS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
  private static final String ROUND = String.join(" ", WORDS) + " ";
  private static final int[] LETTERS = ROUND.chars().distinct().sorted().toArray();
  private static final int STEPS = 40;

  @TempDir private Path folder;

  /** Pieces of a text that counts over and over, each with the letters that follow its own. */
  private static Dataset pieces(int count) {
    int[] text = ids(ROUND.repeat(3));
    Random random = new Random(7);
    int[][] read = new int[count][];
    int[][] next = new int[count][];
    for (int i = 0; i < count; i++) {
      int from = random.nextInt(ROUND.length());
      read[i] = Arrays.copyOfRange(text, from, from + STEPS);
      next[i] = Arrays.copyOfRange(text, from + 1, from + STEPS + 1);
    }
    return Dataset.of(Part.ints("letters", read)).withTargets(Part.classes("next", next));
  }

  private static int[] ids(String text) {
    return text.chars().map(letter -> Arrays.binarySearch(LETTERS, letter)).toArray();
  }

  /** How often one is right who knows the last letter alone. */
  private static double ofOneLetter() {
    int[] text = ids(ROUND + ROUND.charAt(0));
    int[][] counts = new int[LETTERS.length][LETTERS.length];
    for (int i = 0; i < ROUND.length(); i++) {
      counts[text[i]][text[i + 1]]++;
    }
    int right = Arrays.stream(counts).mapToInt(row -> Arrays.stream(row).max().orElseThrow()).sum();
    return (double) right / ROUND.length();
  }

  @Test
  void itLearnsToCount() throws Exception {
    Sequential net =
        Sequential.of(
            input(ANY).dtype(DType.INT32),
            embedding(LETTERS.length, 8),
            gru(32).returnSequences(),
            dense(LETTERS.length).softmax());
    Dataset held = pieces(60);
    Path file = folder.resolve("letters.keras");
    try (Model model =
        net.seed(1).compile(adam(0.02), sparseCategoricalCrossentropy(), accuracy())) {
      assertThat(model.evaluate(held).accuracy()).isLessThan(0.3);

      model.fit(pieces(400), Fit.epochs(12).batchSize(20));

      assertThat(model.evaluate(held).accuracy()).isGreaterThan(0.9);
      assertThat(ofOneLetter()).isLessThan(0.7);
      assertThat(inOrder(written(model, "one t", 120))).isGreaterThan(0.8);
      model.save(file);
      try (Model loaded = Model.load(file)) {
        assertThat(loaded.predict(held)).isDeepEqualTo(model.predict(held));
        assertThat(written(loaded, "one t", 60)).isEqualTo(written(model, "one t", 60));
      }
    }
  }

  /** A text that goes on, each letter drawn as the net finds it likely. */
  private static String written(Model model, String begun, int length) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder(begun);
    while (text.length() < length) {
      float[] answers =
          model.predict(Dataset.of(Part.ints("letters", new int[][] {ids(text.toString())})))[0];
      float[] last = Arrays.copyOfRange(answers, answers.length - LETTERS.length, answers.length);
      text.appendCodePoint(LETTERS[drawn(last, random.nextFloat())]);
    }
    return text.toString();
  }

  /** The fraction of words that are followed by the next number; the last may not be whole. */
  private static double inOrder(String text) {
    List<String> words = List.of(text.split(" "));
    int right = 0;
    for (int i = 0; i + 2 < words.size(); i++) {
      int number = WORDS.indexOf(words.get(i));
      boolean follows =
          number >= 0 && words.get(i + 1).equals(WORDS.get((number + 1) % WORDS.size()));
      right += follows ? 1 : 0;
    }
    return (double) right / (words.size() - 2);
  }

  private static int drawn(float[] probabilities, float draw) {
    int letter = 0;
    float sum = probabilities[0];
    while (sum < draw && letter + 1 < probabilities.length) {
      letter++;
      sum += probabilities[letter];
    }
    return letter;
  }
}
