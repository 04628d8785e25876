package org.cornu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.cornu.config.Arguments;
import org.cornu.net.Net;
import org.cornu.net.Show;
import org.cornu.net.Summary;
import org.cornu.plot.Plot;

/** What a net shows of itself, compiled or not. */
public sealed interface Shown permits Architecture, Model {

  /** The net's name. */
  String name();

  /** Layers and calls. */
  Net net();

  /** How many numbers the weights hold, trainable or not. */
  default long parameters() {
    return Summary.count(net().weights());
  }

  /**
   * The table of layers, as Keras prints it. Where a net is more than a row of layers, {@code
   * tower[1][0]} is the first value that the second call of a layer gives; calls count in the order
   * in which they lead to the outputs, in Keras in that in which they were made.
   *
   * @param shown what it shows besides: {@code summary(Show.NESTED, Show.TRAINABLE)}
   */
  default String summary(Show... shown) {
    return Summary.of(name(), net(), set("summary needs what to show, or nothing", shown));
  }

  /**
   * The net as a picture, with options (Keras: {@code plot_model}): {@code
   * plot(Show.NESTED).columns(1).write(file)}. A shared layer is one box, to which an arrow leads
   * for each call. See {@link Plot} for the optional libraries that it needs.
   *
   * @param shown {@link Show#NESTED} draws nets within the net as frames around their layers
   */
  default Plot plot(Show... shown) {
    return Plot.of(NetDiagram.of(name(), net(), set("plot needs what to show, or nothing", shown)));
  }

  /**
   * Writes the picture as PNG or SVG, by the file's ending. It needs the Eclipse Layout Kernel in
   * your build, {@code org.eclipse.elk:org.eclipse.elk.alg.layered} and {@code
   * org.eclipse.xtext:org.eclipse.xtext.xbase.lib}.
   *
   * @throws IllegalArgumentException for another ending
   * @throws IllegalStateException if the Eclipse Layout Kernel is missing
   * @throws IOException if the file cannot be written, or this machine has no fonts
   */
  default void plot(Path file) throws IOException {
    plot().write(file);
  }

  private static Set<Show> set(String need, Show[] shown) {
    Set<Show> set = EnumSet.noneOf(Show.class);
    set.addAll(Arguments.list(need, shown));
    return set;
  }
}
