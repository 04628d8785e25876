package org.cornu.net;

import org.cornu.graph.Spec;
import org.tensorflow.ndarray.Shape;

/**
 * What a net reads (Keras: {@code InputLayer}).
 *
 * @param name unique in the net
 * @param spec of one sample
 */
public record NetInput(String name, Spec spec) {

  /** Keras's name of the first. */
  static final String NAME = "input_layer";

  /** The shape of one sample. */
  public Shape shape() {
    return spec.shape();
  }
}
