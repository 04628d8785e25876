package org.cornu.layers;

/**
 * What convolutions have in common: a kernel in a window that slides over the axes.
 *
 * @param <L> the layer's type, which its options return
 */
public interface Convolutional<L extends Convolutional<L>> extends KernelLayer<L>, SpatialLayer<L> {

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

  @Override
  default int rank() {
    return window().rank();
  }

  /** The factory's name, for messages. */
  private String name() {
    return Shapes.factory(className());
  }
}
