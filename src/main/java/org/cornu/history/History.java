package org.cornu.history;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What {@code fit} did, epoch by epoch (Keras: {@code History}).
 *
 * @param seed the net's seed: training again with it repeats these figures
 * @param epochs in the order they were trained; empty if the run was stopped before the first ended
 */
public record History(long seed, List<Epoch> epochs) implements Serializable {

  private static final int MOST_ROWS = 12;
  private static final int ENDS = 5;

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

  /** A row an epoch, a column a figure; of more than twelve epochs the first and the last five. */
  public Table table() {
    List<String> head = new ArrayList<>(List.of("epoch"));
    head.addAll(names());
    head.add("seconds");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      boolean shown = epochs.size() <= MOST_ROWS || i < ENDS || i >= epochs.size() - ENDS;
      if (shown) {
        rows.add(row(epochs.get(i)));
      } else if (i == ENDS) {
        rows.add(Collections.nCopies(head.size(), "…"));
      }
    }
    return new Table(head, rows);
  }

  /** In a line, how many epochs, their time and the seed; then the table. */
  @Override
  public String toString() {
    String line =
        String.format(
            Locale.ROOT,
            "%d %s, %.1f s, seed %d",
            epochs.size(),
            epochs.size() == 1 ? "epoch" : "epochs",
            seconds(),
            seed);
    return epochs.isEmpty() ? line : line + "\n" + table();
  }

  private List<String> row(Epoch epoch) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(epoch.number())));
    for (String name : names()) {
      Double value = epoch.logs().get(name);
      row.add(value == null ? "–" : String.format(Locale.ROOT, "%.4f", value));
    }
    row.add(String.format(Locale.ROOT, "%.1f", epoch.seconds()));
    return row;
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
