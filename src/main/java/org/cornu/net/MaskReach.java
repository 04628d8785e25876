package org.cornu.net;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cornu.layers.Layer;
import org.cornu.layers.MaskedLayer;
import org.cornu.layers.MergesMasks;

/** Where masks may come to in a net, as its layers say before they are called. */
public final class MaskReach {

  private MaskReach() {}

  /** The numbers of the calls that may find a mask of the first value that they read. */
  public static Set<Integer> of(Net net) {
    Set<Integer> reached = new HashSet<>();
    Set<Integer> masked = new HashSet<>(); // values, as far as the net is called
    for (int i = 0; i < net.calls().size(); i++) {
      Call call = net.calls().get(i);
      Layer layer = call.layer().layer();
      List<Integer> reads = call.reads();
      boolean first = masked.contains(reads.get(0));
      boolean gives = gives(layer, reads, masked);
      if (first) {
        reached.add(i);
      }
      for (int j = 0; j < net.gives(i); j++) {
        if (j == 0 && gives || first && layer.passesMask(j)) {
          masked.add(net.first(i) + j);
        }
      }
    }
    return reached;
  }

  /** Whether a layer may give a mask of its own. */
  private static boolean gives(Layer layer, List<Integer> reads, Set<Integer> masked) {
    return layer.makesMask()
        || layer instanceof MaskedLayer && reads.size() > 1
        || layer instanceof MergesMasks && reads.stream().anyMatch(masked::contains);
  }
}
