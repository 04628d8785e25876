package org.cornu.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tensorflow.ndarray.Shape;

/** A net's table of layers, as Keras's {@code model.summary()} prints it. */
public final class Summary {

  private static final int[] WIDTHS = {31, 22, 13};

  private Summary() {}

  /**
   * The table, its lines separated by {@code \n}.
   *
   * @param name of the model
   */
  public static String of(String name, Net net) {
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"" + name + "\"");
    lines.add(rule("┏", "━", "┳", "┓"));
    lines.addAll(row("┃", "Layer (type)", "Output Shape", "Param #"));
    for (int i = 0; i < net.calls().size(); i++) {
      lines.add(i == 0 ? rule("┡", "━", "╇", "┩") : rule("├", "─", "┼", "┤"));
      NetLayer node = net.calls().get(i).layer();
      String label = node.name() + " (" + node.layer().className() + ")";
      lines.addAll(
          row("│", label, shape(net.spec(net.first(i)).shape()), number(count(net.weights(node)))));
    }
    lines.add(rule("└", "─", "┴", "┘"));
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

  private static String shape(Shape sample) {
    StringBuilder text = new StringBuilder("(None");
    for (long size : sample.asArray()) {
      text.append(", ").append(size);
    }
    return text.append(')').toString();
  }

  private static String rule(String left, String line, String middle, String right) {
    List<String> cells = new ArrayList<>();
    for (int width : WIDTHS) {
      cells.add(line.repeat(width + 2));
    }
    return left + String.join(middle, cells) + right;
  }

  private static List<String> row(String bar, String layer, String shape, String parameters) {
    List<String> layers = wrap(layer, WIDTHS[0]);
    List<String> shapes = wrap(shape, WIDTHS[1]);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(layers.size(), shapes.size()); i++) {
      lines.add(
          "%1$s %2$-31s %1$s %3$-22s %1$s %4$13s %1$s"
              .formatted(
                  bar,
                  i < layers.size() ? layers.get(i) : "",
                  i < shapes.size() ? shapes.get(i) : "",
                  i == 0 ? parameters : ""));
    }
    return lines;
  }

  /** Breaks a text at spaces; a word that is too long loses its end. */
  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String word : text.split(" ")) {
      String part = word.length() > width ? word.substring(0, width - 1) + "…" : word;
      int last = lines.size() - 1;
      if (last >= 0 && lines.get(last).length() + 1 + part.length() <= width) {
        lines.set(last, lines.get(last) + " " + part);
      } else {
        lines.add(part);
      }
    }
    return lines;
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
