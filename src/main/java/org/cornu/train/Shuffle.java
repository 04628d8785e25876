package org.cornu.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.cornu.data.Dataset;
import org.cornu.feed.Batches;
import org.cornu.random.Draws;

/** The order in which an epoch takes the samples. The texts are part of a checkpoint. */
public sealed interface Shuffle {

  /**
   * The numbers of all samples.
   *
   * @param draws of the epoch
   * @param data whose samples they are
   * @param batchSize samples in a step
   */
  int[] order(Draws draws, Dataset data, int batchSize);

  /** Their own order. */
  record None() implements Shuffle {

    @Override
    public int[] order(Draws draws, Dataset data, int batchSize) {
      return Batches.inOrder(data.size());
    }

    @Override
    public String toString() {
      return "false";
    }
  }

  /** Any order, each equally likely. */
  record All() implements Shuffle {

    @Override
    public int[] order(Draws draws, Dataset data, int batchSize) {
      return draws.permutation(data.size());
    }

    @Override
    public String toString() {
      return "true";
    }
  }

  /**
   * Mixed within a window that moves over the samples.
   *
   * @param samples in the window, 1 or more
   */
  record Window(int samples) implements Shuffle {

    public Window {
      Fit.requirePositive("shuffleWindow", samples);
    }

    @Override
    public int[] order(Draws draws, Dataset data, int batchSize) {
      return draws.permutation(data.size(), samples);
    }

    @Override
    public String toString() {
      return "window of " + samples;
    }
  }

  /**
   * Any order, but with samples of like lengths together: each goes to the bucket of its length,
   * and a bucket that holds a batch gives it. What is left at the end comes from the short to the
   * long.
   *
   * @param boundaries rising lengths with each of which a bucket begins, beside that from 0 on
   */
  record Buckets(List<Integer> boundaries) implements Shuffle {

    public Buckets {
      boundaries = List.copyOf(boundaries);
      int last = 0;
      for (int each : boundaries) {
        if (each <= last) {
          throw new IllegalArgumentException(
              "fit needs rising lengths above 0 for bucketByLength, got " + boundaries);
        }
        last = each;
      }
    }

    @Override
    public int[] order(Draws draws, Dataset data, int batchSize) {
      List<List<Integer>> buckets = new ArrayList<>();
      for (int i = 0; i <= boundaries.size(); i++) {
        buckets.add(new ArrayList<>());
      }
      List<Integer> order = new ArrayList<>();
      for (int row : draws.permutation(data.size())) {
        List<Integer> bucket = buckets.get(bucket(data, row));
        bucket.add(row);
        if (bucket.size() == batchSize) {
          order.addAll(bucket);
          bucket.clear();
        }
      }
      buckets.forEach(order::addAll);
      return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private int bucket(Dataset data, int row) {
      int length = length(data, row);
      return (int) boundaries.stream().filter(each -> each <= length).count();
    }

    /** That of the longest of its inputs that differ in length. */
    private static int length(Dataset data, int row) {
      return data.inputs().stream()
          .map(part -> data.longest(part.name(), new int[] {row}, 0, 1))
          .flatMapToInt(OptionalInt::stream)
          .max()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "fit needs an input of sequences of different lengths for bucketByLength, got %s; make it by Part.ints(name, sequences)"
                          .formatted(data.inputs())));
    }

    @Override
    public String toString() {
      return "buckets of " + boundaries;
    }
  }
}
