package org.cornu.callbacks;

/** How a run of {@code fit} ends, unless an exception ends it. */
public sealed interface Ending {

  /** The last epoch is done. */
  record Complete() implements Ending {}

  /** A callback had seen enough ({@link Training#stop}): there is nothing to go on with. */
  record Stopped() implements Ending {}

  /** It was broken off ({@link Training#breakOff}), and can go on from its checkpoint. */
  record BrokenOff() implements Ending {}
}
