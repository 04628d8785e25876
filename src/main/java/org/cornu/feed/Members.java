package org.cornu.feed;

/**
 * Which members of a group a process feeds. Each batch is divided among all members, in order, as
 * evenly as its size allows.
 *
 * @param first counted from 0
 * @param here how many, 1 or more
 * @param all of the group, in this process and others
 */
public record Members(int first, int here, int all) {

  /** Of a group of one. */
  public static final Members ONE = new Members(0, 1, 1);

  public Members {
    if (first < 0 || here < 1 || first + here > all) {
      throw new IllegalArgumentException(
          "needs members %d to %d among %d".formatted(first, first + here - 1, all));
    }
  }

  /**
   * Where the samples of a member begin in a batch; those of the one after it begin where they end.
   *
   * @param member counted from 0 within this process
   * @param samples of the batch
   */
  int begin(int member, int samples) {
    return (int) ((long) samples * (first + member) / all);
  }
}
