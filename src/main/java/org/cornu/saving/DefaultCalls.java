package org.cornu.saving;

import java.util.Set;
import org.cornu.config.Config;
import org.cornu.layers.Layer;

/**
 * What Keras 3 says in a functional model of the calls of layers whose {@code call} has {@code
 * training=False} for its default: just that, whether its user said so or not. Its own {@code fit}
 * goes past that, so it says nothing. Layers that Keras does not have may have that default too.
 */
final class DefaultCalls {

  /** Keras's layers whose calls have it. */
  static final Set<String> FALSE =
      Set.of(
          "AdditiveAttention",
          "AlphaDropout",
          "Attention",
          "ConvLSTM1D",
          "ConvLSTM2D",
          "ConvLSTM3D",
          "Dropout",
          "GRU",
          "GRUCell",
          "GaussianDropout",
          "GaussianNoise",
          "LSTM",
          "LSTMCell",
          "RNN",
          "SimpleRNN",
          "SimpleRNNCell",
          "SpatialDropout1D",
          "SpatialDropout2D",
          "SpatialDropout3D",
          "SpectralNormalization",
          "StackedRNNCells");

  private DefaultCalls() {}

  /** A model whose calls say what its user said. */
  static Config of(Config model) {
    return Dialects.eachLayer(model, DefaultCalls::said);
  }

  private static Config said(Config layer) {
    String name = layer.any("class_name").map(Object::toString).orElse("");
    boolean isKeras = String.valueOf(layer.any("module").orElse("keras")).startsWith("keras");
    boolean isKnown = ModelReader.isModel(name) || Operations.isA(Layer.class, name);
    return isKeras && isKnown && !FALSE.contains(name)
        ? layer
        : InboundNodes.without(layer, "training", Boolean.FALSE::equals);
  }
}
