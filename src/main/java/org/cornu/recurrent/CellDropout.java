package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Dropout;
import org.cornu.layers.NoiseLayer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a cell leaves out in training, the same in all steps of a sequence (Keras: {@code
 * DropoutRNNCell}; Gal and Ghahramani 2016).
 *
 * @param rate the fraction of the inputs, in [0, 1]; at 1 nothing is left out, as in Keras
 * @param recurrentRate the same of the states
 * @param seed of the masks, if they have one of their own
 */
public record CellDropout(double rate, double recurrentRate, OptionalLong seed) {

  private static final String INPUTS = "inputs";
  private static final String STATES = "states";

  static final CellDropout NONE = new CellDropout(0, 0, OptionalLong.empty());

  public CellDropout {
    Objects.requireNonNull(seed, "a cell needs a seed or an empty one, got null");
    Dropout.requireRate("dropout of a cell", rate);
    Dropout.requireRate("recurrentDropout of a cell", recurrentRate);
  }

  CellDropout rate(double fraction) {
    return new CellDropout(fraction, recurrentRate, seed);
  }

  CellDropout recurrentRate(double fraction) {
    return new CellDropout(rate, fraction, seed);
  }

  CellDropout seed(long own) {
    return new CellDropout(rate, recurrentRate, OptionalLong.of(own));
  }

  private static boolean isOn(double rate) {
    return rate > 0 && rate < 1;
  }

  /** How many masks a cell of matrices has: where states are left out, one for each gate. */
  int masks(int gates) {
    return recurrentRate > 0 ? gates : 1;
  }

  /**
   * Draws the masks: those of the inputs, then those of the states.
   *
   * @param masks how many of each
   * @param inputs shape of a batch of inputs
   * @param states shape of a batch of states
   */
  Map<String, Operand<TFloat32>> drawn(
      LayerScope scope, int masks, Operand<TInt32> inputs, Operand<TInt32> states) {
    LayerScope drawing = seed.isPresent() ? scope.seeded(seed.getAsLong()) : scope;
    Map<String, Operand<TFloat32>> drawn = new LinkedHashMap<>();
    for (int i = 0; isOn(rate) && i < masks; i++) {
      drawn.put(INPUTS + i, mask(drawing, inputs, rate));
    }
    for (int i = 0; isOn(recurrentRate) && i < masks; i++) {
      drawn.put(STATES + i, mask(drawing, states, recurrentRate));
    }
    return drawn;
  }

  private static Operand<TFloat32> mask(LayerScope scope, Operand<TInt32> shape, double rate) {
    Ops tf = scope.tf();
    var kept = tf.math.greaterEqual(scope.uniform(shape), tf.constant((float) rate));
    return tf.math.mul(tf.dtypes.cast(kept, TFloat32.class), tf.constant((float) (1 / (1 - rate))));
  }

  /** The masks of the inputs among those drawn: one, one for each gate, or none. */
  static List<Operand<TFloat32>> ofInputs(Map<String, Operand<TFloat32>> drawn) {
    return named(INPUTS, drawn);
  }

  /** The masks of the states among those drawn. */
  static List<Operand<TFloat32>> ofStates(Map<String, Operand<TFloat32>> drawn) {
    return named(STATES, drawn);
  }

  private static List<Operand<TFloat32>> named(String name, Map<String, Operand<TFloat32>> drawn) {
    List<Operand<TFloat32>> named = new ArrayList<>();
    drawn.forEach(
        (each, mask) -> {
          if (each.startsWith(name)) {
            named.add(mask);
          }
        });
    return named;
  }

  /** Under Keras's names. */
  Config config() {
    Config config = Config.of("dropout", rate).with("recurrent_dropout", recurrentRate);
    return NoiseLayer.with(config, seed);
  }

  /** Reads Keras's configuration. */
  static CellDropout from(Config config) {
    return new CellDropout(
        config.number("dropout", 0),
        config.number("recurrent_dropout", 0),
        NoiseLayer.seed(config));
  }
}
