package org.cornu;

import java.util.Random;
import org.cornu.data.Dataset;

/** Points around three places of the plane, far enough apart for a line between any two. */
final class Blobs {

  private static final float[][] PLACES = {{2, 0}, {-1, 1.7f}, {-1, -1.7f}};

  private Blobs() {}

  /** With class indices; sample i is of class i mod 3. */
  static Dataset classes(int samples) {
    return Dataset.of(points(samples), new int[] {2}, labels(samples));
  }

  /** The same points with one-hot vectors. */
  static Dataset vectors(int samples) {
    float[][] vectors = new float[samples][3];
    for (int i = 0; i < samples; i++) {
      vectors[i][i % 3] = 1;
    }
    return Dataset.of(points(samples), new int[] {2}, vectors);
  }

  static float[] points(int samples) {
    Random random = new Random(7);
    float[] points = new float[2 * samples];
    for (int i = 0; i < points.length; i++) {
      points[i] = PLACES[i / 2 % 3][i % 2] + (random.nextFloat() - .5f);
    }
    return points;
  }

  private static int[] labels(int samples) {
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % 3;
    }
    return labels;
  }
}
