package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.layers.Layer;
import org.cornu.net.MaskReach;
import org.cornu.net.Net;
import org.cornu.net.NetLayer;
import org.cornu.recurrent.Bidirectional;
import org.cornu.recurrent.Cell;
import org.cornu.recurrent.RecurrentLayer;
import org.cornu.recurrent.StackedRNNCells;
import org.tensorflow.ndarray.Shape;

/**
 * The states with which a recurrent layer begins, as Keras says them in a call: of cells one upon
 * the other, those of each are one value, or a list of their own.
 */
final class FirstStates {

  private FirstStates() {}

  /** A layer that goes by masks where it reads states, if it is a recurrent one. */
  static Optional<Layer> heedingMasks(Layer layer) {
    if (layer instanceof Bidirectional both) {
      return Optional.of(both.heedMask());
    }
    return layer instanceof RecurrentLayer<?> one ? Optional.of(one.heedMask()) : Optional.empty();
  }

  /**
   * Checks that a layer that reads states goes by no mask: Keras 3 would not.
   *
   * @param call number of its call
   */
  static void requireNoMask(Net net, int call) throws IOException {
    NetLayer layer = net.calls().get(call).layer();
    RecurrentLayer<?> reads =
        layer.layer() instanceof Bidirectional both
            ? both.layer()
            : (RecurrentLayer<?>) layer.layer();
    if (reads.run().heedsMask() && MaskReach.of(net).contains(call)) {
      throw new IOException(
          "layer \"%s\" heeds a mask beside its first states, which Keras 3 does not by itself, and no file"
                  .formatted(layer.name())
              + " that Cornu writes says; begin without states, or leave heedMask() out");
    }
  }

  /**
   * Puts them in such lists.
   *
   * @param layer a recurrent one, or two of them
   * @param step shape of what a step reads
   * @param states in order
   */
  static <T> List<Object> nested(Layer layer, Shape step, List<T> states) {
    if (layer instanceof Bidirectional both) {
      int half = states.size() / 2;
      List<Object> nested = nested(both.layer(), step, states.subList(0, half));
      nested.addAll(nested(both.backwardLayer(), step, states.subList(half, states.size())));
      return nested;
    }
    return ofCell(((RecurrentLayer<?>) layer).cell(), step, states);
  }

  private static <T> List<Object> ofCell(Cell cell, Shape step, List<T> states) {
    if (!(cell instanceof StackedRNNCells stacked)) {
      return new ArrayList<>(states);
    }
    List<Object> nested = new ArrayList<>();
    Shape read = step;
    int next = 0;
    for (Cell each : stacked.cells()) {
      int end = next + each.stateShapes(read).size();
      List<Object> own = ofCell(each, read, states.subList(next, end));
      nested.add(own.size() == 1 ? own.get(0) : own);
      next = end;
      read = each.outputShape(read);
    }
    return nested;
  }
}
