package org.cornu.layers;

/**
 * A layer with a kernel in a window that slides over the axes.
 *
 * @param <L> the layer's type, which its options return
 */
public interface WindowLayer<L extends WindowLayer<L>> extends LayoutLayer<L> {

  /** Size, strides, padding and dilation of the kernel. */
  Window window();

  /** This layer with another. */
  L window(Window window);

  /** Padded so that strides of 1 keep all sizes (Keras: {@code padding="same"}). */
  default L same() {
    return window(window().padding(Padding.SAME));
  }

  /** Distance between two windows: a number for all axes, or one for each. */
  default L strides(int... strides) {
    return window(window().strides(Size.of(name() + "'s strides", rank(), strides)));
  }

  /**
   * Distance between two taps of the kernel: a number for all axes, or one for each (Keras: {@code
   * dilation_rate}).
   */
  default L dilation(int... rates) {
    return window(window().dilation(Size.of(name() + "'s dilation", rank(), rates)));
  }

  /** How many axes there are beside the channels: 1, 2 or 3. */
  default int rank() {
    return window().rank();
  }

  /** The factory's name, for messages. */
  private String name() {
    return Shapes.factory(className());
  }
}
