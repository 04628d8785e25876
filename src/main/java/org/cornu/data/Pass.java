package org.cornu.data;

import org.cornu.random.Draws;
import org.cornu.random.Seed;

/** A pass over the data, of which all draws of maps are a function. */
record Pass(Seed seed, long epoch) {

  static final Pass FIRST = new Pass(new Seed(0), 0);

  /** The draws of one sample. */
  Draws draws(int depth, int sample) {
    return seed.draws("map", depth + "/" + epoch, sample);
  }
}
