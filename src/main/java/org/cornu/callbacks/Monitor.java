package org.cornu.callbacks;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.cornu.history.Epoch;

/**
 * A logged figure that should get better.
 *
 * @param name as logged, for example {@code val_loss}
 * @param mode which way is better
 * @param minDelta by how much it must be better to count, 0 or more
 */
public record Monitor(String name, Mode mode, double minDelta) {

  /** Ends of the names of Keras's metrics that should grow; a cosine is also a loss. */
  private static final List<String> GAINS =
      List.of(
          "accuracy",
          "acc",
          "auc",
          "precision",
          "recall",
          "sensitivity",
          "specificity",
          "score",
          "io_u",
          "correlation");

  private static final List<String> LOSSES =
      List.of("loss", "error", "crossentropy", "hinge", "divergence", "poisson", "logcosh");

  /** Which way is better. */
  public enum Mode {
    /**
     * As the name tells: larger for accuracies and their like, smaller for losses; else refused.
     */
    AUTO,
    /** Smaller. */
    MIN,
    /** Larger. */
    MAX
  }

  public Monitor {
    Objects.requireNonNull(name, "a monitor needs a logged figure's name, got null");
    Objects.requireNonNull(mode, "a monitor needs a mode, got null");
    if (!(minDelta >= 0 && Double.isFinite(minDelta))) {
      throw new IllegalArgumentException(
          "monitor \"%s\" needs a minDelta of 0 or more, got %s".formatted(name, minDelta));
    }
  }

  /** With the way that the name tells, any change counting. */
  static Monitor of(String name) {
    return new Monitor(name, Mode.AUTO, 0);
  }

  Monitor mode(Mode mode) {
    return new Monitor(name, mode, minDelta);
  }

  Monitor minDelta(double minDelta) {
    return new Monitor(name, mode, minDelta);
  }

  /** The figure of an epoch of a run that {@link #require} was asked about. */
  double value(Epoch epoch) {
    return epoch.logs().get(name);
  }

  /**
   * Checks before a run that it logs the figure, and that it is known which way is better.
   *
   * @throws IllegalArgumentException if the name does not tell the way, and nobody has said
   * @throws IllegalStateException if the figure is not logged
   */
  void require(String callback, Training training) {
    List<String> logged = training.logged();
    if (mode == Mode.AUTO && !namesGain() && !namesLoss()) {
      throw new IllegalArgumentException(
          "%s needs max() or min(): the name \"%s\" does not tell which way is better"
              .formatted(callback, name));
    }
    if (!logged.contains(name)) {
      boolean unvalidated =
          name.startsWith("val_") && logged.stream().noneMatch(each -> each.startsWith("val_"));
      throw new IllegalStateException(
          "%s watches \"%s\", which is not logged; logged are %s%s"
              .formatted(
                  callback,
                  name,
                  logged,
                  unvalidated ? "; val_ figures need validation" : Suggestion.of(name, logged)));
    }
  }

  /** Whether a value is better than another, as floats, as in Keras; any is better than none. */
  boolean better(double value, OptionalDouble than) {
    if (than.isEmpty()) {
      return true;
    }
    float reached = (float) than.getAsDouble();
    return larger() ? (float) (value - minDelta) > reached : (float) (value + minDelta) < reached;
  }

  private boolean larger() {
    return mode == Mode.MAX || mode == Mode.AUTO && namesGain();
  }

  private boolean namesGain() {
    return GAINS.stream().anyMatch(name::endsWith);
  }

  private boolean namesLoss() {
    return LOSSES.stream().anyMatch(name::endsWith);
  }
}
