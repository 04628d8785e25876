package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.cornu.config.KerasClass;
import org.cornu.schedules.LearningRateSchedule;

/** The optimizers by Keras's names, with Keras's defaults, to be imported statically. */
public final class Optimizers {

  private Optimizers() {}

  /** Adam with a learning rate of 0.001. */
  public static Adam adam() {
    return adam(1e-3);
  }

  /** Adam with another learning rate. */
  public static Adam adam(double learningRate) {
    return adam(LearningRate.of(learningRate));
  }

  /** Adam with a learning rate that a schedule gives. */
  public static Adam adam(LearningRateSchedule schedule) {
    return adam(new LearningRate.Scheduled(schedule));
  }

  private static Adam adam(LearningRate learningRate) {
    return new Adam(UpdateOptions.of(learningRate), 0.9, 0.999, 1e-7, false);
  }

  /** Adam with a weight decay of 0.004 and a learning rate of 0.001. */
  public static AdamW adamW() {
    return adamW(1e-3);
  }

  /** Adam with a weight decay of 0.004 and another learning rate. */
  public static AdamW adamW(double learningRate) {
    return new AdamW(adam(learningRate).weightDecay(AdamW.WEIGHT_DECAY));
  }

  /** Adam with a weight decay of 0.004 and a learning rate that a schedule gives. */
  public static AdamW adamW(LearningRateSchedule schedule) {
    return new AdamW(adam(schedule).weightDecay(AdamW.WEIGHT_DECAY));
  }

  /** Stochastic gradient descent with a learning rate of 0.01. */
  public static SGD sgd() {
    return sgd(1e-2);
  }

  /** Stochastic gradient descent with another learning rate. */
  public static SGD sgd(double learningRate) {
    return new SGD(UpdateOptions.of(LearningRate.of(learningRate)), 0, false);
  }

  /** Stochastic gradient descent with a learning rate that a schedule gives. */
  public static SGD sgd(LearningRateSchedule schedule) {
    return new SGD(UpdateOptions.of(new LearningRate.Scheduled(schedule)), 0, false);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Optimizer.class, Adam.class, Adam::from));
    rows.add(KerasClass.of(Optimizer.class, AdamW.class, AdamW::from));
    rows.add(new KerasClass<>(Optimizer.class, "adamw", AdamW.class, AdamW::from));
    rows.add(KerasClass.of(Optimizer.class, SGD.class, SGD::from));
    return rows;
  }
}
