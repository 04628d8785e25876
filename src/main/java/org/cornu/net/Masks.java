package org.cornu.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.layers.Layer;
import org.cornu.layers.MergesMasks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TType;

/**
 * The masks of a net's values, which Keras 3 has twice. A layer of one input is handed that which
 * the value had when the net was described. All others go by those that come with the values when
 * it runs, of which some calls take away what they read.
 */
final class Masks {

  private final Map<Integer, Operand<TBool>> described = new HashMap<>();
  private final Map<Integer, Operand<TBool>> running = new HashMap<>();

  /** Those that come with the values, by the values' numbers. */
  Map<Integer, Operand<TBool>> running() {
    return running;
  }

  /** Takes up that of an input, which both have. */
  void add(int value, Operand<TBool> mask) {
    described.put(value, mask);
    running.put(value, mask);
  }

  /** Those that a call is handed. */
  List<Optional<Operand<TBool>>> of(Call call) {
    return of(call, call.reads().size() == 1 ? described : running);
  }

  private static List<Optional<Operand<TBool>>> of(Call call, Map<Integer, Operand<TBool>> masks) {
    List<Optional<Operand<TBool>>> read = new ArrayList<>();
    call.reads().forEach(value -> read.add(Optional.ofNullable(masks.get(value))));
    return read;
  }

  /**
   * Takes up those of what a call gives.
   *
   * @param inputs what it read
   * @param made the mask that the layer gave, if it did
   * @param first number of the first value that it gives
   * @param count of such values
   */
  void follow(
      Call call,
      Ops tf,
      List<? extends Operand<? extends TType>> inputs,
      Optional<Operand<TBool>> made,
      int first,
      int count) {
    Layer layer = call.layer().layer();
    List<Optional<Operand<TBool>>> said = of(call, described);
    List<Optional<Operand<TBool>>> come = of(call, running);
    Optional<Operand<TBool>> saidMade =
        layer instanceof MergesMasks merging && !said.equals(come)
            ? merging.mergedMask(tf, said, inputs)
            : made;
    // Handed as an argument, a mask comes with what the layer gives.
    boolean handed = call.reads().size() == 1 && layer.hasMaskArgument();
    if (layer.takesMasks()) {
      call.reads().forEach(running::remove);
    }
    for (int i = 0; i < count; i++) {
      boolean passes = layer.passesMask(i);
      put(described, first + i, i == 0 ? saidMade : Optional.empty(), passes, said);
      put(running, first + i, i == 0 ? made : Optional.empty(), passes, handed ? said : come);
    }
  }

  private static void put(
      Map<Integer, Operand<TBool>> masks,
      int value,
      Optional<Operand<TBool>> made,
      boolean passes,
      List<Optional<Operand<TBool>>> read) {
    made.or(() -> passes ? read.get(0) : Optional.empty())
        .ifPresent(mask -> masks.put(value, mask));
  }
}
