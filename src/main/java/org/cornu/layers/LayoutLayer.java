package org.cornu.layers;

/**
 * A layer that is told which axis holds the channels.
 *
 * @param <L> the layer's type, which its options return
 */
public interface LayoutLayer<L extends LayoutLayer<L>> extends Layer {

  /** Where its input and its output have their channels. */
  Layout layout();

  /** This layer with the channels elsewhere. */
  L layout(Layout layout);

  /** With the channels before all other axes (Keras: {@code data_format="channels_first"}). */
  default L channelsFirst() {
    return layout(Layout.CHANNELS_FIRST);
  }
}
