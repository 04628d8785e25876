package org.cornu.train;

import org.cornu.feed.Batches;
import org.cornu.random.Draws;

/** The order in which an epoch takes the samples. The texts are part of a checkpoint. */
public sealed interface Shuffle {

  /**
   * The numbers of all samples.
   *
   * @param draws of the epoch
   * @param size how many samples there are
   */
  int[] order(Draws draws, int size);

  /** Their own order. */
  record None() implements Shuffle {

    @Override
    public int[] order(Draws draws, int size) {
      return Batches.inOrder(size);
    }

    @Override
    public String toString() {
      return "false";
    }
  }

  /** Any order, each equally likely. */
  record All() implements Shuffle {

    @Override
    public int[] order(Draws draws, int size) {
      return draws.permutation(size);
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
    public int[] order(Draws draws, int size) {
      return draws.permutation(size, samples);
    }

    @Override
    public String toString() {
      return "window of " + samples;
    }
  }
}
