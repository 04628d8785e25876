package org.cornu.saving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.Activations;
import org.cornu.config.Configurable;
import org.cornu.config.KerasClass;
import org.cornu.config.Registry;
import org.cornu.constraints.Constraint;
import org.cornu.constraints.Constraints;
import org.cornu.functions.Functions;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.cornu.layers.CustomScaleLayer;
import org.cornu.layers.Layer;
import org.cornu.layers.LayerScale;
import org.cornu.layers.Layers;
import org.cornu.layers.StochasticDepth;
import org.cornu.losses.Loss;
import org.cornu.losses.Losses;
import org.cornu.metrics.Metric;
import org.cornu.metrics.Metrics;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.Optimizers;
import org.cornu.preprocessing.Preprocessing;
import org.cornu.recurrent.Recurrent;
import org.cornu.regularizers.Regularizer;
import org.cornu.regularizers.Regularizers;
import org.cornu.schedules.LearningRateSchedule;
import org.cornu.schedules.OneCycle;
import org.cornu.schedules.Schedules;

/** The classes that Cornu shares with Keras: each room has a row for each of its own. */
public final class KerasClasses {

  /** Keras's modules by what lives in them. */
  static final Map<Class<? extends Configurable>, String> MODULES = modules();

  /** All of them, and those that Cornu alone has, which are named as a user's own are. */
  public static final Registry BUILT_IN = new Registry(rows(), own());

  private KerasClasses() {}

  private static List<KerasClass<?>> rows() {
    return Stream.of(
            Layers.classes(),
            Layers.ofApplications(),
            Functions.classes(),
            Preprocessing.classes(),
            Recurrent.classes(),
            Activations.classes(),
            Initializers.classes(),
            Regularizers.classes(),
            Constraints.classes(),
            Losses.classes(),
            Metrics.classes(),
            Optimizers.classes(),
            Schedules.classes())
        .flatMap(List::stream)
        .toList();
  }

  private static List<KerasClass<?>> own() {
    List<KerasClass<?>> own = new ArrayList<>(Layers.ofApplications());
    own.add(KerasClass.of(LearningRateSchedule.class, OneCycle.class, OneCycle::from));
    return own;
  }

  private static Map<Class<? extends Configurable>, String> modules() {
    Map<Class<? extends Configurable>, String> modules = new LinkedHashMap<>();
    modules.put(CustomScaleLayer.class, "keras.src.applications.inception_resnet_v2");
    modules.put(LayerScale.class, "keras.src.applications.convnext");
    modules.put(StochasticDepth.class, "keras.src.applications.convnext");
    modules.put(Layer.class, "keras.layers");
    // Those with options are Keras's layers: its functions are written by their names alone.
    modules.put(ActivationFunction.class, "keras.layers");
    modules.put(Initializer.class, "keras.initializers");
    modules.put(Regularizer.class, "keras.regularizers");
    modules.put(Constraint.class, "keras.constraints");
    modules.put(Loss.class, "keras.losses");
    modules.put(Metric.class, "keras.metrics");
    modules.put(Optimizer.class, "keras.optimizers");
    modules.put(LearningRateSchedule.class, "keras.optimizers.schedules");
    return modules;
  }
}
