package org.cornu.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cornu.net.Table.Column;
import org.cornu.net.Table.Side;
import org.tensorflow.ndarray.Shape;

/** A net's table of layers, as Keras's {@code model.summary()} prints it. */
public final class Summary {

  private final Set<Show> shown;
  private final boolean connected;
  private final List<List<String>> rows = new ArrayList<>();

  private Summary(Net net, Set<Show> shown) {
    this.shown = shown;
    Order order = Order.of(net);
    this.connected = !isRow(net, order);
    add(net, order, 0, true);
  }

  /**
   * The table, its lines separated by {@code \n}. Of a net that is more than a row of layers it
   * tells too what is connected to what.
   *
   * @param name of the model
   */
  public static String of(String name, Net net, Set<Show> shown) {
    Summary summary = new Summary(net, shown);
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"" + name + "\"");
    lines.addAll(new Table(summary.columns()).lines(summary.rows));
    List<NetWeight> weights = net.weights();
    List<NetWeight> trainable = weights.stream().filter(NetWeight::trainable).toList();
    lines.add(total("Total", count(weights)));
    lines.add(total("Trainable", count(trainable)));
    lines.add(total("Non-trainable", count(weights) - count(trainable)));
    return String.join("\n", lines);
  }

  /** How many numbers the weights hold. */
  public static long count(List<NetWeight> weights) {
    return weights.stream().mapToLong(weight -> weight.spec().shape().size()).sum();
  }

  /** The shape of a batch, as Keras prints it: {@code (None, 28, 28, 1)}. */
  public static String shape(Shape sample) {
    StringBuilder text = new StringBuilder("(None");
    for (long size : sample.asArray()) {
      text.append(", ").append(size == Shape.UNKNOWN_SIZE ? "None" : size);
    }
    return text.append(')').toString();
  }

  /** Whether each depth has one call, which reads one value, of a layer that has no other. */
  private static boolean isRow(Net net, Order order) {
    return net.kind() == NetKind.SEQUENTIAL
        || new HashSet<>(order.depths()).size() == order.depths().size()
            && net.calls().size() == net.layers().size()
            && net.calls().stream().allMatch(call -> call.reads().size() == 1);
  }

  /** As wide as Keras makes them for 80 characters, which it takes where there is no terminal. */
  private List<Column> columns() {
    boolean marked = shown.contains(Show.TRAINABLE);
    int[] widths;
    if (connected) {
      widths = marked ? new int[] {17, 15, 9, 14, 5} : new int[] {19, 17, 10, 17};
    } else {
      widths = marked ? new int[] {27, 21, 10, 5} : new int[] {31, 22, 13};
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Layer (type)", widths[0], Side.LEFT));
    columns.add(new Column("Output Shape", widths[1], Side.LEFT));
    columns.add(new Column("Param #", widths[2], Side.RIGHT));
    if (connected) {
      columns.add(new Column("Connected to", widths[3], Side.LEFT));
    }
    if (marked) {
      columns.add(new Column("Trainable", widths[widths.length - 1], Side.CENTRE));
    }
    return columns;
  }

  /**
   * Adds the rows of a net.
   *
   * @param level 0 for the net itself, 1 for a net in it, and so on
   * @param trained false within a net that is frozen
   */
  private void add(Net net, Order order, int level, boolean trained) {
    String before = level == 0 ? "" : "   ".repeat(level) + "└ ";
    for (SummaryRow row : SummaryRow.of(net, order)) {
      List<NetWeight> weights = row.layer().map(net::weights).orElse(List.of());
      boolean trains = trained && row.layer().map(NetLayer::trainable).orElse(true);
      List<String> cells = new ArrayList<>();
      cells.add(before + row.name() + " (" + row.className() + ")");
      cells.add(row.shape());
      cells.add(number(count(weights)));
      if (connected) {
        cells.add(level == 0 ? row.connections() : "-");
      }
      if (shown.contains(Show.TRAINABLE)) {
        cells.add(weights.isEmpty() ? "-" : trains ? "Y" : "N");
      }
      rows.add(cells);
      if (shown.contains(Show.NESTED) && row.inner().isPresent()) {
        Net inner = row.inner().get();
        add(inner, Order.of(inner), level + 1, trains);
      }
    }
  }

  private static String total(String kind, long parameters) {
    return " %s params: %s (%s)".formatted(kind, number(parameters), size(4 * parameters));
  }

  private static String number(long parameters) {
    return String.format(Locale.ROOT, "%,d", parameters);
  }

  /** As Keras's {@code readable_memory_size}. */
  private static String size(double bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB"};
    int unit = 0;
    while (bytes >= 1024 && unit < units.length - 1) {
      bytes /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f %s", bytes, units[unit]);
  }
}
