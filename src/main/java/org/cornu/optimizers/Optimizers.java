package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.schedules.LearningRateSchedule;

/**
 * The optimizers by Keras's names, with Keras's defaults, to be imported statically. Each has a
 * learning rate of Keras's, until {@code learningRate} gives another number or a schedule, as in
 * {@code lion().learningRate(1e-4)}; those that are used most take either at once.
 */
public final class Optimizers {

  private Optimizers() {}

  /** Adam with a learning rate of 0.001. */
  public static Adam adam() {
    return Adam.KERAS;
  }

  /** Adam with another learning rate. */
  public static Adam adam(double learningRate) {
    return adam().learningRate(learningRate);
  }

  /** Adam with a learning rate that a schedule gives. */
  public static Adam adam(LearningRateSchedule schedule) {
    return adam().learningRate(schedule);
  }

  /** Adam with a weight decay of 0.004 and a learning rate of 0.001. */
  public static AdamW adamW() {
    return new AdamW(adam().weightDecay(AdamW.WEIGHT_DECAY));
  }

  /** Adam with a weight decay of 0.004 and another learning rate. */
  public static AdamW adamW(double learningRate) {
    return adamW().learningRate(learningRate);
  }

  /** Adam with a weight decay of 0.004 and a learning rate that a schedule gives. */
  public static AdamW adamW(LearningRateSchedule schedule) {
    return adamW().learningRate(schedule);
  }

  /** Stochastic gradient descent with a learning rate of 0.01. */
  public static SGD sgd() {
    return SGD.KERAS;
  }

  /** Stochastic gradient descent with another learning rate. */
  public static SGD sgd(double learningRate) {
    return sgd().learningRate(learningRate);
  }

  /** Stochastic gradient descent with a learning rate that a schedule gives. */
  public static SGD sgd(LearningRateSchedule schedule) {
    return sgd().learningRate(schedule);
  }

  /** Steps divided by the root of the recent mean square, with a learning rate of 0.001. */
  public static RMSprop rmsprop() {
    return RMSprop.KERAS;
  }

  /** RMSprop with another learning rate. */
  public static RMSprop rmsprop(double learningRate) {
    return rmsprop().learningRate(learningRate);
  }

  /** RMSprop with a learning rate that a schedule gives. */
  public static RMSprop rmsprop(LearningRateSchedule schedule) {
    return rmsprop().learningRate(schedule);
  }

  /** Adam with Nesterov's momentum. */
  public static Nadam nadam() {
    return Nadam.KERAS;
  }

  /** Adam by the largest recent gradient. */
  public static Adamax adamax() {
    return Adamax.KERAS;
  }

  /** Steps divided by the root of the sum of all squares so far. */
  public static Adagrad adagrad() {
    return Adagrad.KERAS;
  }

  /** Steps as large as recent steps were; a learning rate of 1 is the paper's. */
  public static Adadelta adadelta() {
    return Adadelta.KERAS;
  }

  /** Adam with squares kept by rows and columns. */
  public static Adafactor adafactor() {
    return Adafactor.KERAS;
  }

  /** Follow the regularized leader. */
  public static Ftrl ftrl() {
    return Ftrl.KERAS;
  }

  /** Steps of one size. */
  public static Lion lion() {
    return Lion.KERAS;
  }

  /** Adam with steps as long as the weights. */
  public static Lamb lamb() {
    return Lamb.KERAS;
  }

  /** Orthogonal steps for matrices, Adam's for the rest. */
  public static Muon muon() {
    return Muon.KERAS;
  }

  /** Adam that needs no schedule, with a learning rate of 0.0025. */
  public static ScheduleFreeAdamW scheduleFreeAdamW() {
    return ScheduleFreeAdamW.KERAS;
  }

  /** Another optimizer with a loss that is scaled, for half precision. */
  public static LossScaleOptimizer lossScaleOptimizer(Optimizer inner) {
    return new LossScaleOptimizer(inner, LossScaleOptimizer.SCALE);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    add(rows, Adam.class, Adam::from);
    add(rows, AdamW.class, AdamW::from);
    add(rows, SGD.class, SGD::from);
    add(rows, RMSprop.class, RMSprop::from);
    add(rows, Nadam.class, Nadam::from);
    add(rows, Adamax.class, Adamax::from);
    add(rows, Adagrad.class, Adagrad::from);
    add(rows, Adadelta.class, Adadelta::from);
    add(rows, Adafactor.class, Adafactor::from);
    add(rows, Ftrl.class, Ftrl::from);
    add(rows, Lion.class, Lion::from);
    add(rows, Lamb.class, Lamb::from);
    add(rows, Muon.class, Muon::from);
    add(rows, ScheduleFreeAdamW.class, ScheduleFreeAdamW::from);
    add(rows, LossScaleOptimizer.class, LossScaleOptimizer::from);
    return rows;
  }

  /** By its name and by that in small letters, in which Keras also finds it. */
  private static <O extends Optimizer> void add(
      List<KerasClass<?>> rows, Class<O> type, Function<Config, O> from) {
    rows.add(KerasClass.of(Optimizer.class, type, from));
    String small = type.getSimpleName().toLowerCase(Locale.ROOT);
    rows.add(new KerasClass<>(Optimizer.class, small, type, from));
  }
}
