package org.cornu.saving;

import static org.cornu.initializers.Initializers.constant;
import static org.cornu.layers.Layers.additiveAttention;
import static org.cornu.layers.Layers.attention;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dot;
import static org.cornu.layers.Layers.groupQueryAttention;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.multiHeadAttention;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.reversibleEmbedding;
import static org.cornu.layers.Layers.shared;
import static org.cornu.regularizers.Regularizers.l1;
import static org.cornu.regularizers.Regularizers.l2;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.constraints.Constraints;
import org.cornu.graph.DType;
import org.cornu.layers.Attention;
import org.cornu.layers.AttentionLayer;
import org.cornu.layers.GroupQueryAttention;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Layers;
import org.cornu.layers.MultiHeadAttention;
import org.cornu.layers.ReversibleEmbedding;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.cornu.net.Net;

/** Layers of attention that a file can hold, and nets with what calls of them say. */
final class AttentionCases {

  /** With axes, which Keras writes once it knows them. */
  private static final MultiHeadAttention HEADS = multiHeadAttention(2, 3).attentionAxes(1);

  private static final GroupQueryAttention GROUPS = groupQueryAttention(3, 4, 2);
  private static final ReversibleEmbedding WORDS = reversibleEmbedding(13, 4);

  private AttentionCases() {}

  /** Those that read (6, 4) twice. */
  static List<Layer> layers() {
    return List.of(
        HEADS,
        HEADS
            .valueDim(4)
            .dropout(0.25)
            .seed(5)
            .outputShape(2, 3)
            .kernelInitializer(constant(0.25))
            .biasInitializer(constant(0.5))
            .kernelRegularizer(l2(0.5))
            .biasRegularizer(l1(0.25))
            .activityRegularizer(l2(0.125))
            .kernelConstraint(Constraints.nonNeg())
            .biasConstraint(Constraints.unitNorm()),
        HEADS.noBias().useGate().slidingWindow(3),
        HEADS.useCausalMask(),
        GROUPS,
        GROUPS.useGate().noBias().useCausalMask().slidingWindow(2),
        GROUPS.dropout(0.25).seed(5).kernelRegularizer(l2(0.5)),
        attention(),
        attention().useScale().dropout(0.25).seed(3).useCausalMask(),
        attention().useScale().scoreMode(Attention.ScoreMode.CONCAT),
        additiveAttention(),
        additiveAttention().noScale().dropout(0.25),
        attention().activityRegularizer(l2(0.5)),
        additiveAttention().activityRegularizer(l1(0.25)),
        WORDS,
        WORDS.untied().logitSoftCap(2.5).reverseDtype(DType.FLOAT32).embeddingsRegularizer(l2(1)));
  }

  /** One for each, and for what calls say; by a name. */
  static Map<String, Net> nets() {
    Map<String, Net> nets = new LinkedHashMap<>();
    for (Layer layer : layers()) {
      if (layer instanceof AttentionLayer<?>) {
        nets.put("attention" + nets.size(), KerasNets.merged(layer));
      }
    }
    nets.put("attention_of_key", read(HEADS, 0));
    nets.put("attention_mask", read(HEADS.attentionMask().useCausalMask(), 1));
    nets.put("attention_masks", read(HEADS.keyMask().valueMask(), 2));
    nets.put("attention_group_masks", read(GROUPS.queryMask().valueMask(), 2));
    nets.put("attention_list_masks", read(attention().queryMask().valueMask(), 2));
    nets.put("attention_value_mask", read(additiveAttention().valueMask(), 2));
    nets.put("attention_scores", scores(HEADS.returnAttentionScores().useCausalMask()));
    nets.put("attention_list_scores", scores(attention().returnAttentionScores()));
    nets.put("attention_group_scores", scores(GROUPS.returnAttentionScores()));
    nets.put("attention_travelling", travelling());
    nets.put("attention_called_twice", twice());
    nets.put("reversible", reversible(WORDS.maskZero()));
    nets.put("reversible_untied", reversible(WORDS.untied().logitSoftCap(2.5)));
    nets.put("reversed", Net.chain(input(5, 4), List.of(WORDS.reverse())));
    return nets;
  }

  /**
   * Reads query, value and key, then masks of numbers.
   *
   * @param rank of the masks of a sample: 1 for pairs of steps, 2 for steps
   */
  private static Net read(AttentionLayer<?> layer, int rank) {
    Input x = input(6, 4);
    Value pairs = relu().on(dot(2).on(x, x));
    Value steps = Layers.globalMaxPooling1d().on(pairs);
    Value[] read = {x, dense(4).on(x), dense(4).on(x), rank == 1 ? pairs : steps, steps};
    int count = 3 + layer.attention().masks().size();
    return Net.of(List.of(x), List.of(layer.on(Arrays.copyOf(read, count))));
  }

  private static Net scores(AttentionLayer<?> layer) {
    Input x = input(6, 4);
    return Net.of(List.of(x), List.of(layer.outputsOn(x, dense(4).on(x)).get(1)));
  }

  private static Net travelling() {
    Input tokens = input(6).dtype(DType.INT32);
    Value x = Layers.embedding(13, 4).maskZero().on(tokens);
    Value y = HEADS.on(x, x);
    return Net.of(List.of(tokens), List.of(attention().useCausalMask().on(GROUPS.on(y, y), x)));
  }

  /** Once causal, once not. */
  private static Net twice() {
    Input x = input(6, 4);
    Shared<MultiHeadAttention> both = shared(HEADS.useCausalMask());
    return Net.of(List.of(x), List.of(both.as(HEADS).on(both.on(x, x), x)));
  }

  private static Net reversible(ReversibleEmbedding embedding) {
    Input tokens = input(5).dtype(DType.INT32);
    Shared<ReversibleEmbedding> words = shared(embedding);
    Value x = dense(4).on(words.on(tokens));
    return Net.of(List.of(tokens), List.of(words.as(embedding.reverse()).on(x)));
  }
}
