package org.cornu.recurrent;

import java.util.Objects;
import java.util.OptionalInt;
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
 * @param stateful of batches of how many samples the last states are those with which the next
 *     batch begins; empty where each begins anew
 */
public record RecurrentOptions(
    boolean returnSequences,
    boolean returnState,
    boolean goBackwards,
    boolean unroll,
    boolean zeroOutputForMask,
    boolean heedsMask,
    OptionalInt stateful) {

  private static final String STATEFUL = "stateful";

  static final RecurrentOptions DEFAULT =
      new RecurrentOptions(false, false, false, false, false, false, OptionalInt.empty());

  public RecurrentOptions {
    Objects.requireNonNull(stateful, "a layer needs a batch size or an empty one, got null");
    if (stateful.isPresent() && stateful.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "stateful needs batches of 1 sample or more, got " + stateful.getAsInt());
    }
  }

  RecurrentOptions returnSequences(boolean all) {
    return new RecurrentOptions(
        all, returnState, goBackwards, unroll, zeroOutputForMask, heedsMask, stateful);
  }

  RecurrentOptions returnState(boolean given) {
    return new RecurrentOptions(
        returnSequences, given, goBackwards, unroll, zeroOutputForMask, heedsMask, stateful);
  }

  RecurrentOptions goBackwards(boolean backwards) {
    return new RecurrentOptions(
        returnSequences, returnState, backwards, unroll, zeroOutputForMask, heedsMask, stateful);
  }

  RecurrentOptions unroll(boolean unrolled) {
    return new RecurrentOptions(
        returnSequences,
        returnState,
        goBackwards,
        unrolled,
        zeroOutputForMask,
        heedsMask,
        stateful);
  }

  RecurrentOptions zeroOutputForMask(boolean zero) {
    return new RecurrentOptions(
        returnSequences, returnState, goBackwards, unroll, zero, heedsMask, stateful);
  }

  RecurrentOptions heedsMask(boolean heeded) {
    return new RecurrentOptions(
        returnSequences, returnState, goBackwards, unroll, zeroOutputForMask, heeded, stateful);
  }

  RecurrentOptions stateful(int batchSize) {
    return new RecurrentOptions(
        returnSequences,
        returnState,
        goBackwards,
        unroll,
        zeroOutputForMask,
        heedsMask,
        OptionalInt.of(batchSize));
  }

  /** Under Keras's names; for files {@code stateful} is a flag, and their inputs say the number. */
  Config config() {
    return Config.of("return_sequences", returnSequences)
        .with("return_state", returnState)
        .with("go_backwards", goBackwards)
        .with(STATEFUL, stateful.isPresent() ? (Object) stateful.getAsInt() : false)
        .with("unroll", unroll)
        .with("zero_output_for_mask", zeroOutputForMask);
  }

  /** Reads Keras's configuration, of whatever Keras. */
  static RecurrentOptions from(Config config) {
    config.require("time_major", false);
    return new RecurrentOptions(
        config.flag("return_sequences", false),
        config.flag("return_state", false),
        config.flag("go_backwards", false),
        config.flag("unroll", false),
        config.flag("zero_output_for_mask", false),
        false,
        stateful(config));
  }

  private static OptionalInt stateful(Config config) {
    if (config.any(STATEFUL).orElse(false) instanceof Integer batchSize) {
      return OptionalInt.of(batchSize);
    }
    if (config.flag(STATEFUL, false)) {
      config.leaveOut(STATEFUL); // no input says of how many samples
    }
    return OptionalInt.empty();
  }
}
