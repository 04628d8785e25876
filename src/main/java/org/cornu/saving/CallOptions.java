package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.layers.AttentionLayer;
import org.cornu.layers.AttentionMask;
import org.cornu.layers.HeadedAttention;
import org.cornu.layers.Layer;
import org.cornu.layers.MaskedLayer;
import org.cornu.layers.MultiHeadAttention;
import org.cornu.layers.ReversibleEmbedding;
import org.cornu.layers.ScoredAttention;
import org.cornu.recurrent.Bidirectional;
import org.cornu.recurrent.RecurrentLayer;
import org.cornu.saving.Stored.Ref;
import org.tensorflow.ndarray.Shape;

/**
 * What Keras says by name in the calls of some layers, and Cornu in the layer: {@code
 * use_causal_mask=True}, and which of the values that it reads are masks or first states.
 */
final class CallOptions {

  private static final String MASK = "mask";
  private static final String CAUSAL = "use_causal_mask";
  private static final String SCORES = "return_attention_scores";
  private static final String REVERSE = "reverse";

  /** Of recurrent layers. */
  static final String STATES = "initial_state";

  /** The values of {@code mask} where it is a list. */
  private static final List<AttentionMask> LISTED =
      List.of(AttentionMask.QUERY, AttentionMask.VALUE);

  /** What heads read, which a call may name. */
  private static final List<String> READ = List.of("query", "value", "key");

  private CallOptions() {}

  /**
   * What a call says.
   *
   * @param layer with the options of the call; empty for a layer of which a call says none
   * @param others arguments that are no options
   */
  record Said(Optional<Layer> layer, Config others) {}

  /**
   * Takes the options of a call.
   *
   * @param arguments of the call, by Keras's names
   * @param reads what it reads, to which that is added which has a name
   */
  static Said read(Layer layer, Config arguments, List<Ref> reads) {
    if (layer instanceof MaskedLayer) {
      add(arguments, MASK, reads);
      return new Said(Optional.empty(), arguments.without(MASK));
    }
    if (isRecurrent(layer)) {
      if (arguments.has(STATES)) {
        reads.addAll(InboundNodes.refs(arguments.values().get(STATES)));
      }
      boolean heeds = Boolean.TRUE.equals(arguments.values().get(MASK));
      return heeds
          ? new Said(FirstStates.heedingMasks(layer), arguments.without(STATES, MASK))
          : new Said(Optional.empty(), arguments.without(STATES));
    }
    if (layer instanceof ReversibleEmbedding embedding) {
      return new Said(
          Optional.of(embedding.reversed(arguments.flag(REVERSE, false))),
          arguments.without(REVERSE));
    }
    if (!(layer instanceof AttentionLayer<?> attention)) {
      return new Said(Optional.empty(), arguments);
    }
    List<AttentionMask> masks =
        layer instanceof ScoredAttention<?>
            ? listed(arguments, reads)
            : named(layer, arguments, reads);
    boolean causal = arguments.flag(CAUSAL, false);
    boolean scores = arguments.flag(SCORES, false);
    Config others = arguments.without(CAUSAL, SCORES, MASK);
    for (AttentionMask mask : AttentionMask.values()) {
      others = others.without(mask.kerasName());
    }
    others = others.without(READ.toArray(String[]::new));
    return new Said(
        Optional.of(attention.attention(attention.attention().called(causal, scores, masks))),
        others);
  }

  static boolean isRecurrent(Layer layer) {
    return layer instanceof RecurrentLayer<?> || layer instanceof Bidirectional;
  }

  private static List<AttentionMask> listed(Config arguments, List<Ref> reads) {
    List<AttentionMask> masks = new ArrayList<>();
    if (arguments.has(MASK)) {
      List<?> list = arguments.list(MASK);
      for (int i = 0; i < Math.min(LISTED.size(), list.size()); i++) {
        if (list.get(i) != null) {
          masks.add(LISTED.get(i));
          add(arguments, MASK, list.get(i), reads);
        }
      }
    }
    return masks;
  }

  private static List<AttentionMask> named(Layer layer, Config arguments, List<Ref> reads) {
    for (String value : READ.subList(Math.min(reads.size(), READ.size()), READ.size())) {
      add(arguments, value, reads);
    }
    List<AttentionMask> masks = new ArrayList<>();
    for (AttentionMask mask : AttentionMask.values()) {
      // Keras passes over this one, too.
      boolean isHeeded = mask != AttentionMask.QUERY || !(layer instanceof MultiHeadAttention);
      if (isHeeded && add(arguments, mask.kerasName(), reads)) {
        masks.add(mask);
      }
    }
    return masks;
  }

  private static boolean add(Config arguments, String key, List<Ref> reads) {
    if (arguments.has(key)) {
      add(arguments, key, arguments.values().get(key), reads);
    }
    return arguments.has(key);
  }

  private static void add(Config arguments, String key, Object value, List<Ref> reads) {
    List<Ref> refs = InboundNodes.refs(value);
    if (refs.size() != 1) {
      throw new ConfigException(
          "%s.%s: needs what a layer gives, got an array of numbers or several values"
              .formatted(arguments.path(), key));
    }
    reads.addAll(refs);
  }

  /** Of the values that a call reads, those that it does not name. */
  static List<Config> unnamed(Layer layer, List<Config> read) {
    if (layer instanceof MaskedLayer || isRecurrent(layer)) {
      return read.subList(0, 1);
    }
    int masks =
        layer instanceof AttentionLayer<?> attention ? attention.attention().masks().size() : 0;
    return read.subList(0, read.size() - masks);
  }

  /**
   * What a call says by name, of all values that it reads.
   *
   * @param first shape of the first of them
   */
  static Config written(Layer layer, Shape first, List<Config> read) {
    List<Config> named = read.subList(unnamed(layer, read).size(), read.size());
    if (layer instanceof ReversibleEmbedding embedding && embedding.reversed()) {
      return Config.of(REVERSE, true);
    }
    if (isRecurrent(layer)) {
      return named.isEmpty()
          ? Config.EMPTY
          : Config.of(STATES, FirstStates.nested(layer, first.tail(), named));
    }
    if (!(layer instanceof AttentionLayer<?> attention)) {
      return named.isEmpty() ? Config.EMPTY : Config.of(MASK, named.get(0));
    }
    List<AttentionMask> masks = attention.attention().masks();
    Config said = Config.EMPTY;
    if (layer instanceof HeadedAttention<?>) {
      for (int i = 0; i < masks.size(); i++) {
        said = said.with(masks.get(i).kerasName(), named.get(i));
      }
    } else if (!masks.isEmpty()) {
      List<Object> list = new ArrayList<>();
      LISTED.forEach(
          each -> list.add(masks.contains(each) ? named.get(masks.indexOf(each)) : null));
      said = said.with(MASK, list);
    }
    said = attention.attention().causal() ? said.with(CAUSAL, true) : said;
    return attention.attention().returnsScores() ? said.with(SCORES, true) : said;
  }
}
