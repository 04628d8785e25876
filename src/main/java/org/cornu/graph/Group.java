package org.cornu.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TInt64;

/**
 * Graphs that train one net together, in this process or others.
 *
 * @param members how many, 1 or more
 * @param hint how TensorFlow is to add up: {@code "auto"}, {@code "ring"}, or {@code "nccl"} on
 *     GPUs
 * @param timeoutSeconds how long a member waits for the others, above 0
 * @param before numbers of reductions that other groups of the same devices have, 0 or more
 */
public record Group(int members, String hint, double timeoutSeconds, int before) {

  /** Of one. */
  public static final Group ALONE = new Group(1, "auto", 60, 0);

  public Group {
    if (members < 1 || !(timeoutSeconds > 0)) {
      throw new IllegalArgumentException(
          "a group needs a member or more, and a timeout above 0, got %d and %s"
              .formatted(members, timeoutSeconds));
    }
  }

  /**
   * What a member's graph tells the others, and hears of them.
   *
   * @param share fed: the number of the first sample here within the whole batch, how many are
   *     here, and how many the whole batch has (3)
   */
  public Exchange exchange(Operand<TInt64> share) {
    return new Among(this, share);
  }

  /** Whether there is but one. */
  public boolean isOne() {
    return members == 1;
  }
}
