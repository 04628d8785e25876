package org.cornu.saving;

import static org.cornu.optimizers.Optimizers.adadelta;
import static org.cornu.optimizers.Optimizers.adafactor;
import static org.cornu.optimizers.Optimizers.adagrad;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.adamax;
import static org.cornu.optimizers.Optimizers.ftrl;
import static org.cornu.optimizers.Optimizers.lamb;
import static org.cornu.optimizers.Optimizers.lion;
import static org.cornu.optimizers.Optimizers.lossScaleOptimizer;
import static org.cornu.optimizers.Optimizers.muon;
import static org.cornu.optimizers.Optimizers.nadam;
import static org.cornu.optimizers.Optimizers.rmsprop;
import static org.cornu.optimizers.Optimizers.scheduleFreeAdamW;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.schedules.Schedules.cosineDecay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cornu.optimizers.Optimizer;

/** The optimizers beside Adam and SGD, each with all its options. */
public final class OptimizerCases {

  /** By names that say what is special about them. */
  public static final Map<String, Optimizer> ALL = all();

  private OptimizerCases() {}

  private static Map<String, Optimizer> all() {
    Map<String, Optimizer> all = new LinkedHashMap<>();
    all.put("rmsprop", rmsprop(.01));
    all.put("rmsprop all", rmsprop(.01).rho(.8).momentum(.5).epsilon(1e-4).centered(true));
    all.put("nadam", nadam().learningRate(.02).beta1(.8).beta2(.95).epsilon(1e-4));
    all.put("adamax", adamax().learningRate(.02).beta1(.8).beta2(.95).epsilon(1e-4));
    all.put("adagrad", adagrad().learningRate(.1).initialAccumulatorValue(.2).epsilon(1e-4));
    all.put("adadelta", adadelta().learningRate(1).rho(.8).epsilon(1e-4));
    all.put(
        "adafactor", adafactor().beta2Decay(-.5).epsilon1(1e-20).epsilon2(.1).clipThreshold(.5));
    all.put(
        "ftrl",
        ftrl()
            .learningRate(.2)
            .learningRatePower(-.4)
            .initialAccumulatorValue(.2)
            .l1RegularizationStrength(.01)
            .l2RegularizationStrength(.02)
            .l2ShrinkageRegularizationStrength(.03)
            .beta(.1));
    all.put("lion", lion().learningRate(.01).beta1(.8).beta2(.9).weightDecay(.1));
    all.put("lamb", lamb().learningRate(.02).beta1(.8).beta2(.95).epsilon(1e-4));
    all.put("muon", muon().learningRate(.02).momentum(.8).excludeLayers("dense_1"));
    all.put(
        "schedule free",
        scheduleFreeAdamW().beta1(.8).beta2(.95).epsilon(1e-4).warmupSteps(3).learningRate(.02));
    all.put("averages", adam(.05).ema(.8).emaOverwriteFrequency(3));
    all.put("accumulated", sgd(cosineDecay(.1, 10)).gradientAccumulationSteps(2));
    all.put("all", nadam().ema(.7).gradientAccumulationSteps(3).lossScaleFactor(8));
    all.put("loss scale", lossScaleOptimizer(adam(.05)).initialScale(64).dynamicGrowthSteps(2));
    all.put("loss scale of a schedule", lossScaleOptimizer(rmsprop(cosineDecay(.1, 10)).ema()));
    return all;
  }
}
