package org.cornu.layers;

import org.tensorflow.ndarray.Shape;

/**
 * A layer that adds or takes away what lies at the ends of the axes beside the channels.
 *
 * @param <L> the layer's type, which its options return
 */
interface MarginLayer<L extends MarginLayer<L>> extends ReshapingLayer {

  /** How much at each end. */
  Margins margins();

  /** Where the channels are. */
  Layout layout();

  /** This layer with the channels elsewhere. */
  L layout(Layout layout);

  /** With the channels before all other axes (Keras: {@code data_format="channels_first"}). */
  default L channelsFirst() {
    return layout(Layout.CHANNELS_FIRST);
  }

  /** The size of an axis after it was changed. */
  long changed(long size, int axis);

  @Override
  default Shape outputShape(Shape input) {
    Shapes.requireRank(margins().rank(), layout(), input);
    long[] sizes = input.asArray();
    for (int axis = 0; axis < margins().rank(); axis++) {
      int place = axis + first();
      if (sizes[place] != Layers.ANY) {
        sizes[place] = changed(sizes[place], axis);
        if (sizes[place] < 1) {
          throw new IllegalArgumentException(
              "needs an input larger than what it cuts off, %s, got %s"
                  .formatted(margins().axes(), Shapes.text(input)));
        }
      }
    }
    return Shape.of(sizes);
  }

  /** The axis of a sample that the first margins are of. */
  default int first() {
    return layout() == Layout.CHANNELS_FIRST ? 1 : 0;
  }
}
