package org.cornu.ops;

import java.util.List;
import java.util.Locale;

/**
 * Ways to the same numbers, up to roundings, in less time, each of which can be switched off to see
 * what it gains: {@code -Dcornu.plain=pool_first}, or {@code all}, in effect where a graph is
 * built.
 */
public enum FastPath {
  /** Max pooling before bias and activation: see {@code net.PoolFirst}. */
  POOL_FIRST,
  /** Metrics that only rank read logits: see {@code metrics.Metric#ranks}. */
  RANK_LOGITS,
  /** A stored net's ops in the calling thread: see {@code device.Sessions#openInCallingThread}. */
  CALLING_THREAD,
  /** Normalizations of a stored net in its kernels: see {@code net.NetRewrites#answering}. */
  FOLD_NORMALIZATION,
  /** A convolution of few pixels by a large kernel as a product: see {@link FewPixels}. */
  FEW_PIXELS,
  /** The halves of a batch of sequences side by side: see {@code recurrent.Batch}. */
  HALF_BATCHES;

  /** The system property that names those to leave out, separated by commas. */
  public static final String PLAIN = "cornu.plain";

  /** Whether this way is taken. */
  public boolean on() {
    List<String> plain = List.of(System.getProperty(PLAIN, "").toLowerCase(Locale.ROOT).split(","));
    return !plain.contains("all") && !plain.contains(name().toLowerCase(Locale.ROOT));
  }
}
