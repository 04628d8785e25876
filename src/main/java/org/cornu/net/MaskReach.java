package org.cornu.net;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cornu.layers.Concatenate;
import org.cornu.layers.Layer;
import org.cornu.layers.MaskedLayer;
import org.cornu.layers.MergingLayer;

/** Which values of a net may have a mask, as its layers say before they are called. */
final class MaskReach {

  private MaskReach() {}

  /** Whether a value may have one. */
  static boolean of(Net net, int value) {
    return of(net, value, new HashSet<>());
  }

  private static boolean of(Net net, int value, Set<Integer> seen) {
    Optional<Call> source = net.source(value);
    if (source.isEmpty() || !seen.add(value)) {
      return false;
    }
    Layer layer = source.get().layer().layer();
    List<Integer> reads = source.get().reads();
    if (layer.makesMask() || layer instanceof MaskedLayer && reads.size() > 1) {
      return true;
    }
    boolean handsOn =
        layer.passesMask() || layer instanceof MergingLayer || layer instanceof Concatenate;
    return handsOn && reads.stream().anyMatch(each -> of(net, each, seen));
  }
}
