package org.cornu.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What two areas of a class have in common, over what either covers, the mean of the classes that
 * are asked and occur, 0 to 1 (Keras: {@code IoU}, {@code MeanIoU}; of labels as vectors {@code
 * OneHotIoU}, {@code OneHotMeanIoU}). An output is a number for each class, of which the largest
 * decides, or the class itself. Labels are class indices or vectors. Weights may be fractions:
 * Keras cuts them to whole numbers unless its metric has dtype float32.
 *
 * @param numClasses how many there are, 1 or more
 * @param targetClassIds those that are asked
 * @param ignoreClass a class of labels that is passed over; none by default
 * @param sparseOutput whether the output, and the target, is a class itself (Keras: {@code
 *     sparse_y_pred})
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record IoU(
    int numClasses,
    List<Integer> targetClassIds,
    OptionalInt ignoreClass,
    boolean sparseOutput,
    String name)
    implements Weighed {

  static final String NAME = "io_u";
  static final String MEAN_NAME = "mean_io_u";

  public IoU {
    MetricNames.require(name);
    targetClassIds = List.copyOf(targetClassIds);
    if (numClasses < 1) {
      throw new IllegalArgumentException("iou needs 1 class or more, got " + numClasses);
    }
    int classes = numClasses;
    if (targetClassIds.isEmpty()
        || targetClassIds.stream().anyMatch(id -> id < 0 || id >= classes)) {
      throw new IllegalArgumentException(
          "iou needs target classes in [0, %d), got %s".formatted(numClasses, targetClassIds));
    }
  }

  /** Of all classes. */
  static IoU mean(int numClasses) {
    List<Integer> all = IntStream.range(0, Math.max(0, numClasses)).boxed().toList();
    return new IoU(numClasses, all, OptionalInt.empty(), false, MEAN_NAME);
  }

  /** Of these classes; of all by default. */
  public IoU targetClassIds(int... ids) {
    Objects.requireNonNull(ids, "iou needs target classes, got null");
    List<Integer> some = Arrays.stream(ids).boxed().toList();
    String usual = name.equals(MEAN_NAME) ? NAME : name;
    return new IoU(numClasses, some, ignoreClass, sparseOutput, usual);
  }

  /** Passing over what has this label, for example the border between objects. */
  public IoU ignoreClass(int id) {
    return new IoU(numClasses, targetClassIds, OptionalInt.of(id), sparseOutput, name);
  }

  /** Of an output that is a class itself, as are the labels; fractions are cut off. */
  public IoU sparseOutput(boolean sparseOutput) {
    return new IoU(numClasses, targetClassIds, ignoreClass, sparseOutput, name);
  }

  /** This metric under a name of its own. */
  public IoU named(String name) {
    return new IoU(numClasses, targetClassIds, ignoreClass, sparseOutput, name);
  }

  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    return confusions(tf, classes(tf, target), classes(tf, output), weights);
  }

  @Override
  public Operand<TFloat32> weightedSumsOfIds(
      Ops tf, Operand<TInt32> ids, Operand<TFloat32> output, Operand<TFloat32> weights) {
    return confusions(tf, ids, classes(tf, output), weights);
  }

  private Operand<TInt32> classes(Ops tf, Operand<TFloat32> values) {
    return sparseOutput
        ? tf.dtypes.cast(values, TInt32.class)
        : tf.math.argMax(values, tf.constant(-1), TInt32.class);
  }

  /** By weights, how often each class of labels was given each class: (classes * classes). */
  private Operand<TFloat32> confusions(
      Ops tf, Operand<TInt32> labels, Operand<TInt32> answers, Operand<TFloat32> weights) {
    Operand<TBool> counts = tf.math.logicalAnd(isClass(tf, labels), isClass(tf, answers));
    if (ignoreClass.isPresent()) {
      counts =
          tf.math.logicalAnd(counts, tf.math.notEqual(labels, tf.constant(ignoreClass.getAsInt())));
    }
    Operand<TInt32> places = tf.math.add(tf.math.mul(labels, tf.constant(numClasses)), answers);
    Operand<TInt32> known = tf.select(counts, places, tf.constant(-1)); // which no sum takes
    Operand<TFloat32> each = Weights.each(tf, weights, tf.dtypes.cast(answers, TFloat32.class));
    Operand<TInt32> all = tf.constant(new int[] {-1});
    return tf.math.unsortedSegmentSum(
        tf.reshape(each, all), tf.reshape(known, all), tf.constant(numClasses * numClasses));
  }

  private Operand<TBool> isClass(Ops tf, Operand<TInt32> ids) {
    return tf.math.logicalAnd(
        tf.math.greaterEqual(ids, tf.constant(0)), tf.math.less(ids, tf.constant(numClasses)));
  }

  @Override
  public boolean ranks(long width) {
    return !sparseOutput;
  }

  @Override
  public double result(double[] sums) {
    return mean(sums, numClasses, targetClassIds);
  }

  /** The mean over classes, of how often each was given for each. */
  static double mean(double[] confusions, int classes, List<Integer> asked) {
    double epsilon = 1e-7;
    double sum = 0;
    int count = 0;
    for (int id : asked) {
      double both = confusions[id * classes + id];
      double either = -both;
      for (int other = 0; other < classes; other++) {
        either += confusions[id * classes + other] + confusions[other * classes + id];
      }
      if (either > 1e-9) {
        sum += both / (either + epsilon);
        count++;
      }
    }
    return sum / (count + epsilon);
  }

  @Override
  public void checkOutput(Shape output) {
    if (!sparseOutput && Outputs.width(output) < 2) {
      throw new IllegalArgumentException(
          "metric %s needs a number for each class, got an output of one; use sparseOutput(true) or binaryIoU()"
              .formatted(name));
    }
  }

  private boolean isOfAll() {
    return targetClassIds.equals(IntStream.range(0, numClasses).boxed().toList());
  }

  @Override
  public String className() {
    return isOfAll() ? "MeanIoU" : "IoU";
  }

  /** Of labels as vectors; where they are class indices, Keras is told so beside it. */
  @Override
  public Config config() {
    Config config = Config.of("name", name).with("num_classes", numClasses);
    if (!isOfAll()) {
      config = config.with("target_class_ids", targetClassIds);
    }
    if (ignoreClass.isPresent()) {
      config = config.with("ignore_class", ignoreClass.getAsInt());
    }
    return config.with("sparse_y_true", sparseOutput).with("sparse_y_pred", sparseOutput);
  }

  /** Reads the configuration of Keras's {@code IoU} or {@code MeanIoU}. */
  public static IoU from(Config config) {
    return from(config, true, config.values().containsKey("target_class_ids") ? NAME : MEAN_NAME);
  }

  /** Reads that of Keras's {@code OneHotIoU} or {@code OneHotMeanIoU}. */
  public static IoU fromOneHot(Config config) {
    String name = config.values().containsKey("target_class_ids") ? NAME : MEAN_NAME;
    return from(config, false, "one_hot_" + name);
  }

  private static IoU from(Config config, boolean sparse, String name) {
    config.ignore("dtype");
    config.require("axis", -1);
    boolean sparseOutput = config.flag("sparse_y_pred", sparse);
    if (sparseOutput && !config.flag("sparse_y_true", sparse)) {
      config.refuse(
          "sparse_y_pred", "false where sparse_y_true is, as targets have the output's shape");
    }
    config.ignore("sparse_y_true");
    int classes = config.integer("num_classes");
    IoU mean = mean(classes);
    return new IoU(
        classes,
        Integers.from(config, "target_class_ids", mean.targetClassIds),
        Selection.whole(config, "ignore_class"),
        sparseOutput,
        config.text("name", name));
  }
}
