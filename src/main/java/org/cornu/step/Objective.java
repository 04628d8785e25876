package org.cornu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.cornu.activations.KerasActivation;
import org.cornu.layers.Activation;
import org.cornu.losses.Loss;
import org.cornu.metrics.Metric;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.Node;
import org.cornu.ops.FastPath;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What is computed of a net's answer: the loss, and the metrics.
 *
 * @param loss read at {@code value}
 * @param value number of the value that the loss reads: the output, or the logits before it
 * @param ranked number of the value that metrics read which only rank: the output, or the logits
 *     before a softmax, whose order is the same
 * @param metrics read at the output
 */
public record Objective(Loss loss, int value, int ranked, List<Metric> metrics) {

  /** The loss reads logits where the net ends in the activation that belongs to it. */
  static Objective of(Net net, Loss loss, List<Metric> metrics) {
    int output = net.nodes().size();
    Node last = net.nodes().get(output - 1);
    if (last.layer() instanceof Activation activation) {
      int before = last.inputs().get(0);
      boolean softmax = activation.function().equals(KerasActivation.SOFTMAX);
      int ranked = softmax && FastPath.RANK_LOGITS.on() ? before : output;
      return loss.readsLogitsOf(activation.function())
          ? new Objective(loss.fromLogits(), before, ranked, metrics)
          : new Objective(loss, output, ranked, metrics);
    }
    return new Objective(loss, output, output, metrics);
  }

  /** Emits loss and metrics of one pass. */
  Measured measure(Ops tf, Forward forward, Operand<TFloat32> target) {
    Operand<TFloat32> lossSum = lossSum(tf.withSubScope("loss"), forward, target);
    Ops scope = tf.withSubScope("metrics");
    List<Operand<TFloat32>> parts = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    parts.add(tf.expandDims(lossSum, tf.constant(0)));
    Operand<TFloat32> output = forward.output();
    long width = output.shape().get(output.shape().numDimensions() - 1);
    for (Metric metric : metrics) {
      Operand<TFloat32> read = metric.ranks(width) ? forward.values().get(ranked) : output;
      Operand<TFloat32> part = metric.sums(scope, target, read);
      parts.add(part);
      sizes.add(Math.toIntExact(part.shape().get(0)));
    }
    // The op needs two parts or more; without metrics there is one.
    Operand<TFloat32> sums = parts.size() > 1 ? tf.concat(parts, tf.constant(0)) : parts.get(0);
    return new Measured(lossSum, sums, sizes);
  }

  /** The loss summed over the samples of the batch: of each sample, the mean of what is left. */
  private Operand<TFloat32> lossSum(Ops tf, Forward forward, Operand<TFloat32> target) {
    Operand<TFloat32> each = loss.perSample(tf, target, forward.values().get(value));
    int rank = each.shape().numDimensions();
    if (rank > 1) {
      each = tf.math.mean(each, tf.constant(IntStream.range(1, rank).toArray()));
    }
    return tf.reduceSum(each, tf.constant(0));
  }

  /**
   * What one pass measures.
   *
   * @param lossSum the loss summed over the batch: ()
   * @param sums the loss's sum, then each metric's, in one vector, so that a run fetches one tensor
   * @param sizes how many sums each metric has
   */
  public record Measured(Operand<TFloat32> lossSum, Operand<TFloat32> sums, List<Integer> sizes) {}
}
