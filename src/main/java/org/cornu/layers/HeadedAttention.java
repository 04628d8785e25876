package org.cornu.layers;

import org.cornu.constraints.Constraint;
import org.cornu.initializers.Initializer;
import org.cornu.regularizers.Regularizer;

/**
 * A layer of attention of several heads, each with projections of its own of query, key and value.
 *
 * @param <L> the layer's type, which its options return
 */
public interface HeadedAttention<L extends HeadedAttention<L>> extends AttentionLayer<L> {

  /** What is said of the heads and their projections. */
  HeadOptions heads();

  /** This layer with others. */
  L heads(HeadOptions options);

  private L projections(KernelOptions options) {
    return heads(heads().projections(options));
  }

  private KernelOptions projections() {
    return heads().projections();
  }

  /**
   * With each step heeding only those fewer than this many steps before and after it, 1 or more;
   * with {@link #useCausalMask} only those before it.
   */
  default L slidingWindow(int steps) {
    return heads(heads().slidingWindow(steps));
  }

  /** With what the heads give weighed by a sigmoid of a projection of the query. */
  default L useGate() {
    return heads(heads().useGate());
  }

  /** Without biases (Keras: {@code use_bias=False}). */
  default L noBias() {
    return projections(projections().noBias());
  }

  /** With other first values of the kernels. */
  default L kernelInitializer(Initializer initializer) {
    return projections(projections().kernel(kernel -> kernel.initialized(initializer)));
  }

  /** With biases of other first values. */
  default L biasInitializer(Initializer initializer) {
    return projections(projections().bias(bias -> bias.initialized(initializer)));
  }

  /** With kernels that add something to the loss, {@code l2(0.01)}. */
  default L kernelRegularizer(Regularizer regularizer) {
    return projections(projections().kernel(kernel -> kernel.regularized(regularizer)));
  }

  /** With biases that add something to the loss. */
  default L biasRegularizer(Regularizer regularizer) {
    return projections(projections().bias(bias -> bias.regularized(regularizer)));
  }

  /** With what each projection gives adding something to the loss: its penalty over the batch. */
  default L activityRegularizer(Regularizer regularizer) {
    return projections(projections().activityRegularizer(regularizer));
  }

  /** With kernels that each step puts back where they must stay, {@code maxNorm(2)}. */
  default L kernelConstraint(Constraint constraint) {
    return projections(projections().kernel(kernel -> kernel.constrained(constraint)));
  }

  /** With biases that each step puts back where they must stay. */
  default L biasConstraint(Constraint constraint) {
    return projections(projections().bias(bias -> bias.constrained(constraint)));
  }

  /** Reading which steps of the key count: (steps) (Keras: {@code key_mask} of a call). */
  default L keyMask() {
    return attention(attention().mask(AttentionMask.KEY));
  }

  /**
   * Reading which step of the query heeds which of the key: (query's steps, key's steps), an axis
   * may be 1, or with the heads in front (Keras: {@code attention_mask} of a call).
   */
  default L attentionMask() {
    return attention(attention().mask(AttentionMask.ATTENTION));
  }

  @Override
  default boolean passesMask() {
    return true;
  }
}
