package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.graph.Spec;

/** One call of a layer in a net that is being described. */
public final class Application {

  private final Shared<?> layer;
  private final List<Value> reads;
  private final Optional<Boolean> training;
  private final List<LayerOutput> outputs = new ArrayList<>();

  Application(Shared<?> layer, List<Value> reads, Optional<Boolean> training, List<Spec> outputs) {
    this.layer = layer;
    this.reads = List.copyOf(reads);
    this.training = training;
    for (Spec spec : outputs) {
      this.outputs.add(new LayerOutput(this, this.outputs.size(), spec));
    }
  }

  /** The layer, which other calls may share. */
  public Shared<?> layer() {
    return layer.owner();
  }

  /** Whether the call says options that are not the layer's (Keras: arguments of a call). */
  public boolean hasOwnOptions() {
    return layer != layer.owner() && !called().equals(Placed.of(layer().layer()).layer());
  }

  /** The layer with the options of this call. */
  public Layer called() {
    return Placed.of(layer.layer()).layer();
  }

  /** What the call reads. */
  public List<Value> reads() {
    return reads;
  }

  /** What the call says of itself (Keras: {@code layer(x, training=False)}). */
  public Optional<Boolean> training() {
    return training;
  }

  /** What the call gives. */
  public List<LayerOutput> outputs() {
    return List.copyOf(outputs);
  }
}
