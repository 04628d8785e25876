package org.cornu.history;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@code fit} did, epoch by epoch (Keras: {@code History}).
 *
 * @param seed the net's seed: training again with it repeats these figures
 * @param epochs in the order they were trained; empty if the run was stopped before the first ended
 */
public record History(long seed, List<Epoch> epochs) implements Serializable {

  public History {
    epochs = List.copyOf(epochs);
  }

  /** The names of the logged figures, in Keras's order; empty if there is no epoch. */
  public List<String> names() {
    return epochs.isEmpty() ? List.of() : new ArrayList<>(last().logs().keySet());
  }

  /**
   * One figure over all epochs.
   *
   * @throws IllegalArgumentException if it was not logged in every epoch
   */
  public double[] values(String name) {
    return epochs.stream().mapToDouble(epoch -> value(epoch, name)).toArray();
  }

  /**
   * The last finished epoch.
   *
   * @throws IllegalStateException if no epoch was finished
   */
  public Epoch last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException(
          "history has no finished epoch: fit was stopped in its first one");
    }
    return epochs.get(epochs.size() - 1);
  }

  /** Wall-clock seconds of all epochs, training and validation. */
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }

  /** In a line: how many epochs, the last one's figures, the time. */
  @Override
  public String toString() {
    String figures =
        epochs.isEmpty()
            ? ""
            : last().logs().entrySet().stream()
                .map(log -> String.format(Locale.ROOT, "%s %.4f, ", log.getKey(), log.getValue()))
                .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%d %s: %s%.1f s, seed %d",
        epochs.size(),
        epochs.size() == 1 ? "epoch" : "epochs",
        figures,
        seconds(),
        seed);
  }

  private static double value(Epoch epoch, String name) {
    Double value = epoch.logs().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "history has no \"%s\" in epoch %s: choose one of %s"
              .formatted(name, epoch.number(), epoch.logs().keySet()));
    }
    return value;
  }
}
