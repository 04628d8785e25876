package org.cornu.layers;

/**
 * A layer that reads a query, a value, and a key unless the value is the key too, and gives for
 * each step of the query a mean of the value's steps, weighed by scores of query and key. Masks
 * that travel with what it reads are heeded; others are read behind the key, each named by an
 * option.
 *
 * <pre>{@code
 * Value y = multiHeadAttention(4, 32).useCausalMask().on(x, x);
 * Value z = multiHeadAttention(4, 32).attentionMask().on(y, memory, mask);
 * List<Value> both = attention().returnAttentionScores().outputsOn(y, memory);
 * }</pre>
 *
 * @param <L> the layer's type, which its options return
 */
public interface AttentionLayer<L extends AttentionLayer<L>> extends Layer {

  /** What is said of scores and masks. */
  AttentionOptions attention();

  /** This layer with others. */
  L attention(AttentionOptions options);

  /** With this fraction of the scores left out while training, in [0, 1]; 0 by default. */
  default L dropout(double rate) {
    return attention(attention().dropout(rate));
  }

  /** With a seed of its own for what is left out. */
  default L seed(long seed) {
    return attention(attention().seed(seed));
  }

  /** With no step heeding a later one (Keras: {@code use_causal_mask=True} of a call). */
  default L useCausalMask() {
    return attention(attention().useCausalMask());
  }

  /**
   * Giving the scores too, behind the result, after masks and softmax (Keras: {@code
   * return_attention_scores=True} of a call).
   */
  default L returnAttentionScores() {
    return attention(attention().returnAttentionScores());
  }

  /** Reading which steps of the value count: (steps) (Keras: {@code value_mask} of a call). */
  default L valueMask() {
    return attention(attention().mask(AttentionMask.VALUE));
  }
}
