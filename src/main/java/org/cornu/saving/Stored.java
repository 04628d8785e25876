package org.cornu.saving;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.config.LeftOut;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.Spec;
import org.cornu.layers.Layer;
import org.cornu.net.NetKind;

/** What a file says of a model or a layer, before shapes are known. */
sealed interface Stored {

  /** Unique in the model that it lies in. */
  String name();

  /** Its own flag. */
  boolean trainable();

  /**
   * A layer.
   *
   * @param layer what is computed
   * @param policy the precision
   * @param leftOut of its options
   */
  record OfLayer(
      String name, boolean trainable, Layer layer, DTypePolicy policy, List<LeftOut> leftOut)
      implements Stored {}

  /**
   * A model, which may be a layer of another.
   *
   * @param kind how Keras calls it
   * @param inputs what it reads, by their names; empty for one whose shape is not said
   * @param layers by their names, in the file's order
   * @param calls of them
   * @param outputs what it gives
   */
  record OfModel(
      String name,
      boolean trainable,
      NetKind kind,
      Map<String, Optional<Spec>> inputs,
      Map<String, Stored> layers,
      List<Call> calls,
      List<Ref> outputs)
      implements Stored {

    /** The layer of a name. */
    Stored layer(String layer) {
      return layers.get(layer);
    }
  }

  /**
   * A model that is applied to each step of a sequence.
   *
   * @param model what is applied
   * @param policy the precision
   */
  record OfSteps(String name, boolean trainable, OfModel model, DTypePolicy policy)
      implements Stored {}

  /**
   * One of the values that a call gives (Keras: {@code keras_history}).
   *
   * @param layer name of the layer, or of an input
   * @param call which of the layer's calls, from 0
   * @param output which of the values that it gives, from 0
   */
  record Ref(String layer, int call, int output) {}

  /**
   * A call of a layer.
   *
   * @param layer its name
   * @param number which of the layer's calls, from 0
   * @param reads in order
   * @param training what it says of training
   * @param called the layer with the options of the call; empty for the layer as it is
   */
  record Call(
      String layer,
      int number,
      List<Ref> reads,
      Optional<Boolean> training,
      Optional<Layer> called) {}
}
