package org.cornu.random;

import java.util.stream.IntStream;

/**
 * A stream of random numbers from SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom
 * number generators", OOPSLA 2014). Written out here because the JDK promises no bits for its own
 * streams from one release to the next. Not for use by several threads at once.
 */
public final class Draws {

  static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  Draws(long state) {
    this.state = state;
  }

  /** 64 random bits. */
  public long bits() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1), on a grid of 2^-53. */
  public double uniform() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** Standard normal, by Box and Muller's transform. */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /** The numbers 0 to {@code size - 1} in a random order, each order equally likely. */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = (int) (uniform() * (i + 1));
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /**
   * The numbers 0 to {@code size - 1}, mixed within a window that moves over them, as by tf.data's
   * {@code shuffle(window)}: a buffer is filled with the first {@code window}, the next one is
   * drawn from it, each equally likely, and the first that is not yet in it takes the place. The
   * k-th, counted from 0, is therefore below {@code k + window}.
   *
   * @param window 1 or more; 1 leaves the order as it is
   */
  public int[] permutation(int size, int window) {
    int[] buffer = IntStream.range(0, Math.min(size, window)).toArray();
    int[] order = new int[size];
    int filled = buffer.length;
    for (int i = 0; i < size; i++) {
      int drawn = (int) (uniform() * filled);
      order[i] = buffer[drawn];
      int next = i + buffer.length;
      buffer[drawn] = next < size ? next : buffer[--filled];
    }
    return order;
  }

  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
