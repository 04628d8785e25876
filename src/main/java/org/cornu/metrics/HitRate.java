package org.cornu.metrics;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What share of the answers that are a yes is right, or what share of the questions that are to be
 * answered with yes is; each number of an output counts by itself (Keras: {@code Precision}, {@code
 * Recall}). 0 where there are none.
 *
 * @param kind which of both
 * @param threshold above which an answer is a yes, in [0, 1]; 0.5 by default, or none where there
 *     are {@code topK}
 * @param topK how many of a row's numbers may be a yes, the largest; empty for all
 * @param classId number of the one output that is asked; empty for all
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record HitRate(
    Kind kind, OptionalDouble threshold, OptionalInt topK, OptionalInt classId, String name)
    implements Weighed {

  /** Of what the share is taken. */
  public enum Kind {
    /** Of what was answered with yes. */
    PRECISION("Precision"),
    /** Of what should have been. */
    RECALL("Recall");

    private final String className;

    Kind(String className) {
      this.className = className;
    }

    /** Keras's name. */
    public String className() {
      return className;
    }
  }

  public HitRate {
    Objects.requireNonNull(kind, "a hit rate needs a kind, got null");
    MetricNames.require(name);
    new Selection(threshold, topK, classId);
  }

  /** With Keras's name. */
  HitRate(Kind kind) {
    this(
        kind,
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        KerasClass.snakeCase(kind.className));
  }

  /** With another threshold; 0.5 by default. */
  public HitRate threshold(double threshold) {
    return new HitRate(kind, OptionalDouble.of(threshold), topK, classId, name);
  }

  /** Taking the {@code k} largest numbers of a row for a yes, and all others for a no. */
  public HitRate topK(int k) {
    return new HitRate(kind, threshold, OptionalInt.of(k), classId, name);
  }

  /** Asking one output alone. */
  public HitRate classId(int id) {
    return new HitRate(kind, threshold, topK, OptionalInt.of(id), name);
  }

  /** This metric under a name of its own. */
  public HitRate named(String name) {
    return new HitRate(kind, threshold, topK, classId, name);
  }

  private Selection selection() {
    return new Selection(threshold, topK, classId);
  }

  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    return selection().counts(tf, target, output, weights);
  }

  @Override
  public boolean ranks(long width) {
    return selection().ranks();
  }

  @Override
  public double result(double[] sums) {
    return Rates.share(sums[0], sums[kind == Kind.PRECISION ? 1 : 2]);
  }

  @Override
  public void checkOutput(Shape output) {
    selection().check(name, output);
  }

  @Override
  public String className() {
    return kind.className;
  }

  @Override
  public Config config() {
    return selection().with(Config.of("name", name));
  }

  /** Reads Keras's configuration. */
  static HitRate from(Config config, Kind kind) {
    config.ignore("dtype");
    return new HitRate(
        kind,
        Selection.threshold(config),
        Selection.whole(config, "top_k"),
        Selection.whole(config, "class_id"),
        config.text("name", new HitRate(kind).name));
  }
}
