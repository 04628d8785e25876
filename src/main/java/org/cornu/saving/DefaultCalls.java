package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.layers.Layer;
import org.cornu.recurrent.TimeDistributed;

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

  private static final Set<String> KERAS =
      Stream.concat(
              KerasClasses.BUILT_IN.builtIn().stream()
                  .filter(row -> row.kind() == Layer.class)
                  .map(KerasClass::className),
              Stream.of("Functional", "Model", "Sequential"))
          .collect(Collectors.toUnmodifiableSet());

  private DefaultCalls() {}

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
      String name = layer.any("class_name").map(Object::toString).orElse("");
      boolean isKeras = String.valueOf(layer.any("module").orElse("keras")).startsWith("keras");
      boolean says = isKeras && KERAS.contains(name) && !FALSE.contains(name);
      layers.add(says ? inner : InboundNodes.without(inner, "training", Boolean.FALSE::equals));
    }
    return model.with("config", config.with("layers", layers));
  }
}
