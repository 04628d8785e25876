package org.cornu.layers;

import java.util.Objects;
import java.util.OptionalInt;
import org.cornu.config.Config;

/**
 * What layers of attention of several heads have in common.
 *
 * @param slidingWindow below how many steps apart a step heeds another; empty for however far
 * @param gate whether a sigmoid of the query weighs what the heads give
 * @param projections kernels and biases of query, key, value and output, without an activation
 */
public record HeadOptions(OptionalInt slidingWindow, boolean gate, KernelOptions projections) {

  static final HeadOptions DEFAULT =
      new HeadOptions(OptionalInt.empty(), false, KernelOptions.DEFAULT);

  public HeadOptions {
    Objects.requireNonNull(slidingWindow, "attention needs a window or an empty one, got null");
    Objects.requireNonNull(projections, "attention needs options of its projections, got null");
    if (slidingWindow.isPresent() && slidingWindow.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "slidingWindow needs 1 step or more, got " + slidingWindow.getAsInt());
    }
  }

  HeadOptions slidingWindow(int steps) {
    return new HeadOptions(OptionalInt.of(steps), gate, projections);
  }

  HeadOptions useGate() {
    return new HeadOptions(slidingWindow, true, projections);
  }

  HeadOptions projections(KernelOptions options) {
    return new HeadOptions(slidingWindow, gate, options);
  }

  Config config() {
    Config config = projections.config("kernel").without("activation");
    // Older Kerases have neither.
    config = gate ? config.with("use_gate", true) : config;
    return slidingWindow.isPresent()
        ? config.with("sliding_window", slidingWindow.getAsInt())
        : config;
  }

  static HeadOptions from(Config config) {
    config.ignore("flash_attention"); // another way to the same numbers
    int window = config.integer("sliding_window", 0);
    return new HeadOptions(
        config.has("sliding_window") ? OptionalInt.of(window) : OptionalInt.empty(),
        config.flag("use_gate", false),
        KernelOptions.from(config, "kernel"));
  }
}
