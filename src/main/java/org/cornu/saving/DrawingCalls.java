package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.recurrent.TimeDistributed;

/**
 * What Keras 3 says of the calls of layers that draw: {@code training=False} of each in a
 * functional model, whether its user did or not. Its own {@code fit} goes past that, so it says
 * nothing.
 */
final class DrawingCalls {

  private static final Set<String> DRAWING =
      Set.of(
          "AdditiveAttention",
          "AlphaDropout",
          "Attention",
          "Bidirectional",
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
          "StackedRNNCells",
          "TimeDistributed");

  private DrawingCalls() {}

  /** A model whose calls say what its user said. */
  static Config of(Config model) {
    if (!(model.any("config").orElse(null) instanceof Config config)) {
      return model;
    }
    if (config.any(TimeDistributed.PART).orElse(null) instanceof Config within) {
      return model.with("config", config.with(TimeDistributed.PART, of(within)));
    }
    if (!config.has("layers")) {
      return model;
    }
    List<Config> layers = new ArrayList<>();
    for (Config layer : config.objects("layers")) {
      Config inner = of(layer);
      boolean draws = DRAWING.contains(layer.any("class_name").orElse(""));
      layers.add(draws ? InboundNodes.without(inner, "training", Boolean.FALSE::equals) : inner);
    }
    return model.with("config", config.with("layers", layers));
  }
}
