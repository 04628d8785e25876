package org.cornu.saving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.Activations;
import org.cornu.activations.ELU;
import org.cornu.activations.LeakyReLU;
import org.cornu.config.Config;
import org.cornu.config.Configurable;
import org.cornu.config.KerasClass;
import org.cornu.config.Registry;
import org.cornu.constraints.Constraint;
import org.cornu.constraints.MaxNorm;
import org.cornu.constraints.MinMaxNorm;
import org.cornu.constraints.NonNeg;
import org.cornu.constraints.UnitNorm;
import org.cornu.initializers.Constant;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.cornu.initializers.RandomNormal;
import org.cornu.initializers.RandomUniform;
import org.cornu.initializers.TruncatedNormal;
import org.cornu.initializers.VarianceScaling;
import org.cornu.layers.Activation;
import org.cornu.layers.Add;
import org.cornu.layers.Average;
import org.cornu.layers.AveragePooling2D;
import org.cornu.layers.BatchNormalization;
import org.cornu.layers.Concatenate;
import org.cornu.layers.Conv2D;
import org.cornu.layers.Dense;
import org.cornu.layers.Dot;
import org.cornu.layers.Dropout;
import org.cornu.layers.Flatten;
import org.cornu.layers.Layer;
import org.cornu.layers.MaxPooling2D;
import org.cornu.layers.Maximum;
import org.cornu.layers.Minimum;
import org.cornu.layers.Multiply;
import org.cornu.layers.Subtract;
import org.cornu.losses.BinaryCrossentropy;
import org.cornu.losses.CategoricalCrossentropy;
import org.cornu.losses.Loss;
import org.cornu.losses.MeanSquaredError;
import org.cornu.losses.SparseCategoricalCrossentropy;
import org.cornu.metrics.Accuracy;
import org.cornu.metrics.BinaryAccuracy;
import org.cornu.metrics.CategoricalAccuracy;
import org.cornu.metrics.Metric;
import org.cornu.metrics.TopKCategoricalAccuracy;
import org.cornu.optimizers.Adam;
import org.cornu.optimizers.AdamW;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.SGD;
import org.cornu.regularizers.L1;
import org.cornu.regularizers.L1L2;
import org.cornu.regularizers.L2;
import org.cornu.regularizers.OrthogonalRegularizer;
import org.cornu.regularizers.Regularizer;
import org.cornu.regularizers.Regularizers;
import org.cornu.schedules.CosineDecay;
import org.cornu.schedules.CosineDecayRestarts;
import org.cornu.schedules.ExponentialDecay;
import org.cornu.schedules.InverseTimeDecay;
import org.cornu.schedules.LearningRateSchedule;
import org.cornu.schedules.OneCycle;
import org.cornu.schedules.PiecewiseConstantDecay;
import org.cornu.schedules.PolynomialDecay;

/** The classes that Cornu shares with Keras: a row for each. */
public final class KerasClasses {

  /** Keras's modules by what lives in them. */
  static final Map<Class<? extends Configurable>, String> MODULES = modules();

  /** All of them, and those that Cornu alone has, which are named as a user's own are. */
  public static final Registry BUILT_IN =
      new Registry(
          rows(),
          List.of(KerasClass.of(LearningRateSchedule.class, OneCycle.class, OneCycle::from)));

  private KerasClasses() {}

  private static List<KerasClass<?>> rows() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Layer.class, Activation.class, Activation::from));
    rows.add(activation("ELU", ELU::from));
    rows.add(activation("LeakyReLU", LeakyReLU::from));
    rows.add(activation("ReLU", Activations::fromReLU));
    rows.add(activation("Softmax", Activations::fromSoftmax));
    rows.add(KerasClass.of(Layer.class, Add.class, config -> new Add()));
    rows.add(KerasClass.of(Layer.class, Average.class, config -> new Average()));
    rows.add(KerasClass.of(Layer.class, AveragePooling2D.class, AveragePooling2D::from));
    rows.add(KerasClass.of(Layer.class, BatchNormalization.class, BatchNormalization::from));
    rows.add(KerasClass.of(Layer.class, Concatenate.class, Concatenate::from));
    rows.add(KerasClass.of(Layer.class, Conv2D.class, Conv2D::from));
    rows.add(KerasClass.of(Layer.class, Dense.class, Dense::from));
    rows.add(KerasClass.of(Layer.class, Dot.class, Dot::from));
    rows.add(KerasClass.of(Layer.class, Dropout.class, Dropout::from));
    rows.add(KerasClass.of(Layer.class, Flatten.class, Flatten::from));
    rows.add(KerasClass.of(Layer.class, Maximum.class, config -> new Maximum()));
    rows.add(KerasClass.of(Layer.class, MaxPooling2D.class, MaxPooling2D::from));
    rows.add(KerasClass.of(Layer.class, Minimum.class, config -> new Minimum()));
    rows.add(KerasClass.of(Layer.class, Multiply.class, config -> new Multiply()));
    rows.add(KerasClass.of(Layer.class, Subtract.class, config -> new Subtract()));

    rows.addAll(Activations.classes());

    rows.add(KerasClass.of(Initializer.class, Constant.class, Constant::from));
    rows.add(initializer("Zeros", Constant.class, config -> new Constant(0)));
    rows.add(initializer("Ones", Constant.class, config -> new Constant(1)));
    rows.add(KerasClass.of(Initializer.class, RandomNormal.class, RandomNormal::from));
    rows.add(KerasClass.of(Initializer.class, RandomUniform.class, RandomUniform::from));
    rows.add(KerasClass.of(Initializer.class, TruncatedNormal.class, TruncatedNormal::from));
    rows.add(KerasClass.of(Initializer.class, VarianceScaling.class, VarianceScaling::from));
    Initializers.SCALED.forEach(
        (name, scaling) ->
            rows.add(
                initializer(
                    name,
                    VarianceScaling.class,
                    config -> {
                      // From 3.15 on Keras says which axes count as inputs; null is the usual.
                      config.ignore("seed");
                      return scaling;
                    })));

    rows.add(KerasClass.of(Regularizer.class, L1.class, L1::from));
    rows.add(KerasClass.of(Regularizer.class, L2.class, L2::from));
    rows.add(KerasClass.of(Regularizer.class, L1L2.class, L1L2::from));
    // Keras 2's word; Keras 3's, l1l2, means factors of 0.
    rows.add(
        new KerasClass<>(
            Regularizer.class, "l1_l2", L1L2.class, config -> Regularizers.l1l2(0.01, 0.01)));
    rows.add(
        KerasClass.of(Regularizer.class, OrthogonalRegularizer.class, OrthogonalRegularizer::from));

    rows.add(KerasClass.of(Constraint.class, MaxNorm.class, MaxNorm::from));
    rows.add(KerasClass.of(Constraint.class, MinMaxNorm.class, MinMaxNorm::from));
    rows.add(KerasClass.of(Constraint.class, NonNeg.class, NonNeg::from));
    rows.add(KerasClass.of(Constraint.class, UnitNorm.class, UnitNorm::from));

    rows.add(KerasClass.of(Loss.class, BinaryCrossentropy.class, BinaryCrossentropy::from));
    rows.add(
        KerasClass.of(Loss.class, CategoricalCrossentropy.class, CategoricalCrossentropy::from));
    rows.add(KerasClass.of(Loss.class, MeanSquaredError.class, MeanSquaredError::from));
    rows.add(
        new KerasClass<>(Loss.class, "BCE", BinaryCrossentropy.class, BinaryCrossentropy::from));
    rows.add(new KerasClass<>(Loss.class, "MSE", MeanSquaredError.class, MeanSquaredError::from));
    rows.add(
        KerasClass.of(
            Loss.class, SparseCategoricalCrossentropy.class, SparseCategoricalCrossentropy::from));

    rows.add(new KerasClass<>(Metric.class, "accuracy", Accuracy.class, config -> new Accuracy()));
    rows.add(KerasClass.of(Metric.class, BinaryAccuracy.class, BinaryAccuracy::from));
    rows.add(KerasClass.of(Metric.class, CategoricalAccuracy.class, CategoricalAccuracy::from));
    rows.add(
        metric(
            "SparseCategoricalAccuracy",
            CategoricalAccuracy.class,
            CategoricalAccuracy::fromSparse));
    rows.add(
        KerasClass.of(Metric.class, TopKCategoricalAccuracy.class, TopKCategoricalAccuracy::from));
    rows.add(
        metric(
            "SparseTopKCategoricalAccuracy",
            TopKCategoricalAccuracy.class,
            TopKCategoricalAccuracy::fromSparse));

    rows.add(KerasClass.of(Optimizer.class, Adam.class, Adam::from));
    rows.add(KerasClass.of(Optimizer.class, AdamW.class, AdamW::from));
    rows.add(new KerasClass<>(Optimizer.class, "adamw", AdamW.class, AdamW::from));
    rows.add(KerasClass.of(Optimizer.class, SGD.class, SGD::from));

    rows.add(schedule(CosineDecay.class, CosineDecay::from));
    rows.add(schedule(CosineDecayRestarts.class, CosineDecayRestarts::from));
    rows.add(schedule(ExponentialDecay.class, ExponentialDecay::from));
    rows.add(schedule(InverseTimeDecay.class, InverseTimeDecay::from));
    rows.add(schedule(PiecewiseConstantDecay.class, PiecewiseConstantDecay::from));
    rows.add(schedule(PolynomialDecay.class, PolynomialDecay::from));
    return rows;
  }

  private static KerasClass<?> activation(
      String name, Function<Config, ? extends ActivationFunction> from) {
    return new KerasClass<>(
        Layer.class, name, Activation.class, config -> new Activation(from.apply(config)));
  }

  private static KerasClass<?> initializer(
      String name, Class<? extends Initializer> type, Function<Config, Initializer> from) {
    return new KerasClass<>(Initializer.class, name, type, from);
  }

  private static KerasClass<?> metric(
      String name, Class<? extends Metric> type, Function<Config, Metric> from) {
    return new KerasClass<>(Metric.class, name, type, from);
  }

  private static <T extends LearningRateSchedule> KerasClass<?> schedule(
      Class<T> type, Function<Config, T> from) {
    return KerasClass.of(LearningRateSchedule.class, type, from);
  }

  private static Map<Class<? extends Configurable>, String> modules() {
    Map<Class<? extends Configurable>, String> modules = new LinkedHashMap<>();
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
