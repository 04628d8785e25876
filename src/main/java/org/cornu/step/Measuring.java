package org.cornu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;
import org.cornu.feed.Inputs;
import org.cornu.graph.Exchange;
import org.cornu.graph.Spec;
import org.cornu.layers.Activation;
import org.cornu.losses.Loss;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
import org.cornu.metrics.Weights;
import org.cornu.net.Call;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.ops.FastPath;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * What is computed of one output of a net: its loss, and its metrics.
 *
 * @param loss read at {@code value}
 * @param weight of the loss in the sum over all outputs
 * @param metrics what is watched
 * @param weighted the same, by the samples' weights
 * @param value number of the value that the loss reads: the output, or the logits before it
 */
record Measuring(
    Loss loss, double weight, List<Watched> metrics, List<Watched> weighted, int value) {

  /**
   * A metric and what it reads.
   *
   * @param value number of the value: the net's output, or the logits before it
   * @param ranked number of the value that is read where only its order matters: that output, or
   *     the logits before a softmax, whose order is the same
   */
  private record Watched(Metric metric, int value, int ranked) {

    private Operand<TFloat32> sums(Ops tf, Forward forward, Inputs.Target target) {
      return target.ids().isPresent()
          ? metric.sumsOfIds(tf, target.ids().get(), read(forward))
          : metric.sums(tf, target.values().orElseThrow(), read(forward));
    }

    private Operand<TFloat32> weightedSums(
        Ops tf, Forward forward, Inputs.Target target, Operand<TFloat32> weights) {
      return target.ids().isPresent()
          ? metric.weightedSumsOfIds(tf, target.ids().get(), read(forward), weights)
          : metric.weightedSums(tf, target.values().orElseThrow(), read(forward), weights);
    }

    private Operand<TFloat32> read(Forward forward) {
      Operand<TFloat32> given = Spec.floats(forward.values().get(value));
      long width = given.shape().get(given.shape().numDimensions() - 1);
      return metric.ranks(width) ? Spec.floats(forward.values().get(ranked)) : given;
    }
  }

  /**
   * Loss and metrics read logits where the output comes from the activation that belongs to them.
   */
  static Measuring of(Net net, int output, Objective objective) {
    Loss loss = objective.loss();
    Optional<Call> last = net.source(output);
    if (last.isPresent() && last.get().layer().layer() instanceof Activation activation) {
      ActivationFunction function = activation.function();
      int before = last.get().reads().get(0);
      boolean softmax = function.equals(KerasActivation.SOFTMAX);
      int ranked = softmax && FastPath.RANK_LOGITS.on() ? before : output;
      Function<Metric, Watched> watched =
          metric ->
              metric.readsLogitsOf(function)
                  ? new Watched(metric.fromLogits(), before, before)
                  : new Watched(metric, output, ranked);
      return loss.readsLogitsOf(function)
          ? of(objective, loss.fromLogits(), watched, before)
          : of(objective, loss, watched, output);
    }
    return of(objective, loss, metric -> new Watched(metric, output, output), output);
  }

  private static Measuring of(
      Objective objective, Loss loss, Function<Metric, Watched> watched, int value) {
    return new Measuring(
        loss,
        objective.weight(),
        objective.metrics().stream().map(watched).toList(),
        objective.weightedMetrics().stream().map(watched).toList(),
        value);
  }

  /** Emits the losses and metrics of one pass. */
  static Measured measure(
      Ops tf,
      List<Measuring> all,
      Forward forward,
      Penalties penalties,
      List<Inputs.Target> targets,
      Exchange exchange) {
    Ops losses = tf.withSubScope("loss");
    List<Operand<TFloat32>> lossSums = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      lossSums.add(all.get(i).lossSum(losses, forward, targets.get(i), exchange));
    }
    List<Operand<TFloat32>> byWeight = weighted(losses, all, lossSums);
    List<Operand<TFloat32>> added = new ArrayList<>(forward.losses());
    penalties.sum(losses).ifPresent(sum -> added.add(exchange.share(losses, sum)));
    Operand<TFloat32> samples = samples(losses, targets.get(0).fed(), exchange);
    Operand<TFloat32> total = total(losses, sum(losses, byWeight), added, samples);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    parts.add(tf.expandDims(total, tf.constant(0)));
    List<Integer> sizes = new ArrayList<>();
    if (all.size() > 1) {
      lossSums.forEach(sum -> parts.add(tf.expandDims(sum, tf.constant(0))));
      lossSums.forEach(sum -> sizes.add(1));
    }
    Ops metrics = tf.withSubScope("metrics");
    for (int i = 0; i < all.size(); i++) {
      for (Operand<TFloat32> sums : all.get(i).metricSums(metrics, forward, targets.get(i))) {
        parts.add(exchange.counted(metrics, sums));
        sizes.add(Math.toIntExact(sums.shape().get(0)));
      }
    }
    // The op needs two parts or more; without metrics there is one.
    Operand<TFloat32> sums = parts.size() > 1 ? tf.concat(parts, tf.constant(0)) : parts.get(0);
    return new Measured(byWeight, sums, sizes);
  }

  private static List<Operand<TFloat32>> weighted(
      Ops tf, List<Measuring> all, List<Operand<TFloat32>> sums) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      double weight = all.get(i).weight;
      parts.add(weight == 1 ? sums.get(i) : tf.math.mul(sums.get(i), tf.constant((float) weight)));
    }
    return parts;
  }

  /** With what layers and weights add themselves, which counts for each sample. */
  private static Operand<TFloat32> total(
      Ops tf,
      Operand<TFloat32> outputLoss,
      List<Operand<TFloat32>> added,
      Operand<TFloat32> samples) {
    return added.isEmpty()
        ? outputLoss
        : tf.math.add(outputLoss, tf.math.mul(sum(tf, added), samples));
  }

  private static Operand<TFloat32> sum(Ops tf, List<Operand<TFloat32>> parts) {
    return parts.size() == 1 ? parts.get(0) : tf.math.addN(parts);
  }

  /** How many samples are really in the batch, here and elsewhere: (). */
  static Operand<TFloat32> samples(Ops tf, Operand<? extends TType> target, Exchange exchange) {
    Operand<TFloat32> here =
        tf.dtypes.cast(tf.gather(tf.shape(target), tf.constant(0), tf.constant(0)), TFloat32.class);
    return exchange.samples(tf, here);
  }

  /**
   * The loss summed over the samples of the batch, by their weights: of each sample, the mean of
   * what is left.
   */
  private Operand<TFloat32> lossSum(
      Ops tf, Forward forward, Inputs.Target target, Exchange exchange) {
    Optional<Operand<TBool>> mask = Optional.ofNullable(forward.masks().get(value));
    Operand<TFloat32> each = losses(tf, forward, target, mask);
    Operand<TFloat32> weights = target.weights();
    if (mask.isPresent()) {
      Operand<TFloat32> counts = counts(tf, mask.get(), each);
      boolean hasWeightOfAll = loss.isMean() && loss.ignoreClass().isEmpty();
      each = tf.math.mul(each, hasWeightOfAll ? share(tf, counts, exchange) : counts);
      weights = tf.math.mul(weights, Weights.ofSamples(tf, counts));
    }
    Operand<TFloat32> losses = tf.math.mul(Weights.ofSamples(tf, each), target.weights());
    Operand<TFloat32> sum = exchange.counted(tf, tf.reduceSum(losses, tf.constant(0)));
    if (!loss.dividesByWeights()) {
      return sum;
    }
    Operand<TFloat32> here = exchange.counted(tf, tf.reduceSum(weights, tf.constant(0)));
    Operand<TFloat32> all = exchange.sum(tf, List.of(here)).get(0);
    return tf.math.mul(sum, tf.math.divNoNan(samples(tf, target.fed(), exchange), all));
  }

  /** Of a loss that ignores a class, what a mask leaves out is of that. */
  private Operand<TFloat32> losses(
      Ops tf, Forward forward, Inputs.Target target, Optional<Operand<TBool>> mask) {
    Operand<TFloat32> read = Spec.floats(forward.values().get(value));
    if (target.ids().isEmpty()) {
      return loss.perSample(tf, target.values().orElseThrow(), read);
    }
    Operand<TInt32> ids = target.ids().get();
    if (mask.isPresent() && loss.ignoreClass().isPresent()) {
      ids = tf.select(mask.get(), ids, tf.constant(loss.ignoreClass().getAsInt()));
    }
    return loss.perSampleOfIds(tf, ids, read);
  }

  /** 1 for what counts, else 0: as the losses. */
  private static Operand<TFloat32> counts(Ops tf, Operand<TBool> mask, Operand<TFloat32> losses) {
    if (mask.shape().numDimensions() != losses.shape().numDimensions()) {
      throw new IllegalArgumentException(
          "an output with a mask of %s needs a loss of as many axes, got %s; end the mask by a layer that takes the steps together"
              .formatted(mask.shape(), losses.shape()));
    }
    return tf.dtypes.cast(mask, TFloat32.class);
  }

  /** As in Keras: the steps that count have the weight of all. */
  private static Operand<TFloat32> share(Ops tf, Operand<TFloat32> counts, Exchange exchange) {
    int[] axes = IntStream.range(0, counts.shape().numDimensions()).toArray();
    Operand<TFloat32> valid = tf.reduceSum(counts, tf.constant(axes));
    Operand<TFloat32> all = tf.dtypes.cast(tf.size(counts), TFloat32.class);
    List<Operand<TFloat32>> sums =
        exchange.sum(tf, List.of(exchange.counted(tf, valid), exchange.counted(tf, all)));
    return tf.math.mul(counts, tf.math.divNoNan(sums.get(1), sums.get(0)));
  }

  private List<Operand<TFloat32>> metricSums(Ops tf, Forward forward, Inputs.Target target) {
    List<Operand<TFloat32>> sums = new ArrayList<>();
    Optional<Operand<TFloat32>> counts =
        Optional.ofNullable(forward.masks().get(value))
            .map(mask -> tf.dtypes.cast(mask, TFloat32.class));
    for (Watched each : metrics) {
      boolean masked = counts.isPresent() && each.metric.heedsMask();
      sums.add(
          masked
              ? each.weightedSums(tf, forward, target, counts.get())
              : each.sums(tf, forward, target));
    }
    for (Watched each : weighted) {
      boolean masked = counts.isPresent() && each.metric.heedsMask();
      Operand<TFloat32> weights =
          masked
              ? tf.math.mul(counts.get(), Weights.each(tf, target.weights(), counts.get()))
              : target.weights();
      sums.add(each.weightedSums(tf, forward, target, weights));
    }
    return sums;
  }
}
