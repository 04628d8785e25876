package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often tokens are in data, and in how many of the samples.
 *
 * @param <T> tokens
 */
final class Counts<T> {

  private final Map<T, Integer> tokens = new HashMap<>();
  private final Map<T, Integer> samples = new HashMap<>();
  private int size;

  /** Adds one sample. */
  void add(List<T> sample) {
    size++;
    Set<T> seen = new HashSet<>();
    for (T token : sample) {
      tokens.merge(token, 1, Math::addExact);
      if (seen.add(token)) {
        samples.merge(token, 1, Math::addExact);
      }
    }
  }

  /** Leaves tokens out that have numbers of their own. */
  void remove(T token) {
    tokens.remove(token);
  }

  /**
   * The most frequent tokens first; of those that are as frequent the last in order.
   *
   * @param most how many at most
   */
  List<T> vocabulary(Comparator<T> order, int most) {
    List<T> all = new ArrayList<>(tokens.keySet());
    all.sort(Comparator.<T>comparingInt(tokens::get).thenComparing(order).reversed());
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }

  /**
   * By how rare each token is: log(1 + samples / (1 + samples with it)), in front their mean for
   * the special ones.
   */
  List<Double> idfWeights(List<T> vocabulary, int special) {
    List<Double> weights = new ArrayList<>();
    double sum = 0;
    for (T token : vocabulary) {
      float weight = (float) Math.log(1 + (double) size / (1 + samples.get(token)));
      weights.add((double) weight);
      sum += weight;
    }
    for (int i = 0; i < special; i++) {
      weights.add(0, (double) (float) (sum / vocabulary.size()));
    }
    return List.copyOf(weights);
  }
}
