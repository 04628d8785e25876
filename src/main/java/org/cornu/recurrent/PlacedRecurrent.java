package org.cornu.recurrent;

import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.Layer;
import org.cornu.layers.Placed;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/**
 * A recurrent layer within another that is frozen, or has a precision of its own.
 *
 * @param layer what goes through sequences
 * @param place what belongs to its place, around the same layer
 */
record PlacedRecurrent(RecurrentLayer<?> layer, Placed place)
    implements RecurrentLayer<PlacedRecurrent> {

  /** A layer that files have within another, if it is recurrent. */
  static Optional<RecurrentLayer<?>> of(Layer layer) {
    if (layer instanceof Placed place && place.layer() instanceof RecurrentLayer<?> within) {
      return Optional.of(new PlacedRecurrent(within, place));
    }
    return layer instanceof RecurrentLayer<?> free ? Optional.of(free) : Optional.empty();
  }

  /** The layer as files have it. */
  static Layer written(RecurrentLayer<?> layer) {
    return layer instanceof PlacedRecurrent placed ? placed.place : layer;
  }

  @Override
  public Cell cell() {
    return layer.cell();
  }

  @Override
  public RecurrentOptions run() {
    return layer.run();
  }

  @Override
  public PlacedRecurrent run(RecurrentOptions options) {
    RecurrentLayer<?> other = layer.run(options);
    return new PlacedRecurrent(
        other, new Placed(other, place.name(), place.trainable(), place.policy()));
  }

  @Override
  public Optional<Regularizer> activityRegularizer() {
    return layer.activityRegularizer();
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    return place.parts(inputs);
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return place.call(scope, inputs);
  }

  @Override
  public String className() {
    return layer.className();
  }

  @Override
  public Config config() {
    return layer.config();
  }
}
