package org.cornu.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cornu.config.Config;

/**
 * How far batch renormalization goes from a batch's own mean and deviation to the moving ones
 * (Keras: {@code renorm_clipping} and {@code renorm_momentum}; Ioffe 2017).
 *
 * @param rMin least factor on the batch's deviation, 0 for none
 * @param rMax greatest factor, infinite for none
 * @param dMax greatest shift either way, 0 or more, infinite for none
 * @param momentum share of the old moving values that a step keeps, in [0, 1]
 */
public record Renorm(double rMin, double rMax, double dMax, double momentum) {

  /** Without bounds. */
  public static final Renorm UNBOUND =
      new Renorm(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0.99);

  private static final String CLIPPING = "renorm_clipping";

  public Renorm {
    if (!(rMin >= 0 && rMax >= rMin && dMax >= 0 && momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "renorm needs 0 <= rMin <= rMax, a dMax of 0 or more and a momentum in [0, 1], got %s, %s, %s and %s"
              .formatted(rMin, rMax, dMax, momentum));
    }
  }

  /** With these bounds. */
  public Renorm clipping(double rMin, double rMax, double dMax) {
    return new Renorm(rMin, rMax, dMax, momentum);
  }

  /** With another share kept; 0.99 by default. */
  public Renorm momentum(double momentum) {
    return new Renorm(rMin, rMax, dMax, momentum);
  }

  /** Under Keras's names. */
  Config config() {
    Map<String, Double> bounds = new LinkedHashMap<>();
    if (rMin > 0) {
      bounds.put("rmin", rMin);
    }
    if (rMax != Double.POSITIVE_INFINITY) {
      bounds.put("rmax", rMax);
    }
    if (dMax != Double.POSITIVE_INFINITY) {
      bounds.put("dmax", dMax);
    }
    Config clipping = Config.EMPTY;
    for (Map.Entry<String, Double> bound : bounds.entrySet()) {
      clipping = clipping.with(bound.getKey(), bound.getValue());
    }
    return Config.of("renorm", true).with(CLIPPING, clipping).with("renorm_momentum", momentum);
  }

  /** Reads Keras's configuration. */
  static Renorm from(Config config) {
    Config clipping = config.has(CLIPPING) ? config.object(CLIPPING) : Config.EMPTY;
    Renorm renorm =
        new Renorm(
            clipping.number("rmin", 0),
            clipping.number("rmax", Double.POSITIVE_INFINITY),
            clipping.number("dmax", Double.POSITIVE_INFINITY),
            config.number("renorm_momentum", 0.99));
    clipping.requireAllRead();
    return renorm;
  }
}
