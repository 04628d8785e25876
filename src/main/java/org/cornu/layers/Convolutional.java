package org.cornu.layers;

/**
 * What convolutions have in common: a kernel in a window that slides over the axes.
 *
 * @param <L> the layer's type, which its options return
 */
public interface Convolutional<L extends Convolutional<L>>
    extends KernelLayer<L>, SpatialLayer<L>, WindowLayer<L> {

  @Override
  default int rank() {
    return WindowLayer.super.rank();
  }
}
