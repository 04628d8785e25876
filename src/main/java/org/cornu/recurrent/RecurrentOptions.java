package org.cornu.recurrent;

import org.cornu.config.Config;

/**
 * How a layer goes through sequences.
 *
 * @param returnSequences whether it gives the outputs of all steps, or the last alone
 * @param returnState whether it gives the last states too, behind the output
 * @param goBackwards whether it begins with the last step; outputs are then in that order
 * @param unroll whether each step has ops of its own, where the number of steps is known
 * @param zeroOutputForMask whether a step that does not count gives 0, in place of the output
 *     before
 * @param heedsMask whether a mask counts for sequences that begin with given states too
 */
public record RecurrentOptions(
    boolean returnSequences,
    boolean returnState,
    boolean goBackwards,
    boolean unroll,
    boolean zeroOutputForMask,
    boolean heedsMask) {

  private static final String STATEFUL = "stateful";

  static final RecurrentOptions DEFAULT =
      new RecurrentOptions(false, false, false, false, false, false);

  RecurrentOptions returnSequences(boolean all) {
    return new RecurrentOptions(
        all, returnState, goBackwards, unroll, zeroOutputForMask, heedsMask);
  }

  RecurrentOptions returnState(boolean given) {
    return new RecurrentOptions(
        returnSequences, given, goBackwards, unroll, zeroOutputForMask, heedsMask);
  }

  RecurrentOptions goBackwards(boolean backwards) {
    return new RecurrentOptions(
        returnSequences, returnState, backwards, unroll, zeroOutputForMask, heedsMask);
  }

  RecurrentOptions unroll(boolean unrolled) {
    return new RecurrentOptions(
        returnSequences, returnState, goBackwards, unrolled, zeroOutputForMask, heedsMask);
  }

  RecurrentOptions zeroOutputForMask(boolean zero) {
    return new RecurrentOptions(returnSequences, returnState, goBackwards, unroll, zero, heedsMask);
  }

  RecurrentOptions heedsMask(boolean heeded) {
    return new RecurrentOptions(
        returnSequences, returnState, goBackwards, unroll, zeroOutputForMask, heeded);
  }

  /** Under Keras's names. */
  Config config() {
    return Config.of("return_sequences", returnSequences)
        .with("return_state", returnState)
        .with("go_backwards", goBackwards)
        .with(STATEFUL, false)
        .with("unroll", unroll)
        .with("zero_output_for_mask", zeroOutputForMask);
  }

  /** Reads Keras's configuration, of whatever Keras. */
  static RecurrentOptions from(Config config) {
    if (config.flag(STATEFUL, false)) {
      config.leaveOut(STATEFUL);
    }
    config.require("time_major", false);
    return new RecurrentOptions(
        config.flag("return_sequences", false),
        config.flag("return_state", false),
        config.flag("go_backwards", false),
        config.flag("unroll", false),
        config.flag("zero_output_for_mask", false),
        false);
  }
}
