package org.cornu.feed;

import java.util.List;
import org.cornu.graph.Spec;
import org.tensorflow.ndarray.Shape;

/**
 * What a graph is fed from data.
 *
 * @param inputs of the net, in order
 * @param targets of the outputs that are trained, in order; none where a net is only asked
 */
public record Wants(List<Input> inputs, List<Target> targets) {

  /**
   * An input.
   *
   * @param name by which data of several parts call it
   * @param spec of one sample
   */
  public record Input(String name, Spec spec) {}

  /**
   * What an output should give.
   *
   * @param name of the output, by which data of several parts call it
   * @param output shape of what the net gives for one sample
   * @param ids whether it is fed as class ids, one for each row of the output
   */
  public record Target(String name, Shape output, boolean ids) {

    /** The shape of what is fed for one sample. */
    public Shape shape() {
      return ids ? output.take(output.numDimensions() - 1) : output;
    }
  }

  /** The same without targets. */
  public Wants unlabelled() {
    return new Wants(inputs, List.of());
  }
}
