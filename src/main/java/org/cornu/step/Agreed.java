package org.cornu.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.graph.Exchange;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What all members of a group go by: of each its share, put together.
 *
 * @param gradients by the paths of their weights
 * @param updates of the weights that no gradient moves, by their paths
 * @param measured of the whole batch, and behind it what the members wish, where there are several
 */
record Agreed(
    Map<String, Operand<TFloat32>> gradients,
    Map<String, Operand<TFloat32>> updates,
    Measured measured) {

  /**
   * Puts it together. The gradients that are there first go first.
   *
   * @param gradients of the loss's share, by the paths of their weights
   * @param updates of which the mean is taken
   * @param wish see {@link org.cornu.feed.Inputs}
   */
  static Agreed on(
      Ops tf,
      Exchange exchange,
      Optional<Operand<TFloat32>> wish,
      Map<String, Operand<TFloat32>> gradients,
      Map<String, Operand<TFloat32>> updates,
      Measured measured) {
    List<Operand<TFloat32>> parts = new ArrayList<>(gradients.values());
    Operand<TFloat32> sum = measured.sums();
    parts.add(wish.isPresent() ? tf.concat(List.of(sum, wish.get()), tf.constant(0)) : sum);
    List<Operand<TFloat32>> sums = exchange.sum(tf, parts);
    List<Operand<TFloat32>> means = exchange.mean(tf, List.copyOf(updates.values()));
    return new Agreed(
        named(gradients, sums), named(updates, means), measured.with(sums.get(gradients.size())));
  }

  /** What is measured alone. */
  static Measured on(Ops tf, Exchange exchange, Measured measured) {
    return measured.with(exchange.sum(tf, List.of(measured.sums())).get(0));
  }

  private static Map<String, Operand<TFloat32>> named(
      Map<String, Operand<TFloat32>> parts, List<Operand<TFloat32>> values) {
    Map<String, Operand<TFloat32>> named = new LinkedHashMap<>();
    parts.keySet().forEach(path -> named.put(path, values.get(named.size())));
    return named;
  }
}
