package org.cornu.recurrent;

import org.cornu.activations.ActivationFunction;

/**
 * A layer whose cell has gates.
 *
 * @param <L> the layer's type, which its options return
 */
public interface Gated<L extends Gated<L>> extends CellLayer<L> {

  /** With another activation of the gates; sigmoid by default. */
  default L recurrentActivation(ActivationFunction function) {
    return options(options().recurrentActivation(function));
  }
}
