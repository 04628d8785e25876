package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What all optimizers have in common (Keras: the arguments of {@code Optimizer}).
 *
 * @param learningRate a number or a schedule
 * @param clipping of the gradients; empty for none
 * @param weightDecay what share of a weight, times the learning rate, is taken off before each
 *     step, 0 or more; empty for none
 * @param undecayed of which weights nothing is taken off: regular expressions found in their names,
 *     such as {@code bias}, or their whole paths
 * @param average a mean of the weights that is kept; empty for none
 * @param lossScaleFactor by which the loss is multiplied before the gradients are taken, and they
 *     divided, above 0; empty for none
 * @param accumulationSteps how many batches' gradients one step takes the mean of, 1 or more
 */
public record UpdateOptions(
    LearningRate learningRate,
    Optional<Clipping> clipping,
    OptionalDouble weightDecay,
    List<String> undecayed,
    Optional<Average> average,
    OptionalDouble lossScaleFactor,
    int accumulationSteps) {

  /** The slot of gradients that are added up. */
  public static final String ACCUMULATOR = "gradient_accumulator";

  public UpdateOptions {
    undecayed = List.copyOf(undecayed);
    undecayed.forEach(Pattern::compile);
    double decay = weightDecay.orElse(0);
    if (!(decay >= 0 && Double.isFinite(decay))) {
      throw new IllegalArgumentException(
          "weightDecay needs a finite number of 0 or more, got " + decay);
    }
    double factor = lossScaleFactor.orElse(1);
    if (!(factor > 0 && Double.isFinite(factor))) {
      throw new IllegalArgumentException(
          "lossScaleFactor needs a finite number above 0, got " + factor);
    }
    if (accumulationSteps < 1) {
      throw new IllegalArgumentException(
          "gradientAccumulationSteps needs 2 or more, or 1 for none, got " + accumulationSteps);
    }
  }

  /** With a learning rate and nothing else. */
  public static UpdateOptions of(LearningRate learningRate) {
    return new UpdateOptions(
        learningRate,
        Optional.empty(),
        OptionalDouble.empty(),
        List.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        1);
  }

  UpdateOptions with(LearningRate another) {
    return new UpdateOptions(
        another, clipping, weightDecay, undecayed, average, lossScaleFactor, accumulationSteps);
  }

  UpdateOptions with(Clipping another) {
    if (clipping.isPresent() && clipping.get().getClass() != another.getClass()) {
      throw new IllegalArgumentException(
          "an optimizer takes one of clipValue, clipNorm and globalClipNorm, got %s and %s"
              .formatted(clipping.get(), another));
    }
    return new UpdateOptions(
        learningRate,
        Optional.of(another),
        weightDecay,
        undecayed,
        average,
        lossScaleFactor,
        accumulationSteps);
  }

  UpdateOptions with(OptionalDouble decay, List<String> but) {
    return new UpdateOptions(
        learningRate, clipping, decay, but, average, lossScaleFactor, accumulationSteps);
  }

  UpdateOptions with(Average another) {
    return new UpdateOptions(
        learningRate,
        clipping,
        weightDecay,
        undecayed,
        Optional.of(another),
        lossScaleFactor,
        accumulationSteps);
  }

  UpdateOptions scaled(double factor) {
    return new UpdateOptions(
        learningRate,
        clipping,
        weightDecay,
        undecayed,
        average,
        OptionalDouble.of(factor),
        accumulationSteps);
  }

  UpdateOptions accumulated(int steps) {
    return new UpdateOptions(
        learningRate, clipping, weightDecay, undecayed, average, lossScaleFactor, steps);
  }

  /** Emits the gradients that count, by the paths of their weights. */
  public Map<String, Operand<TFloat32>> clip(Ops tf, Map<String, Operand<TFloat32>> gradients) {
    return clipping.isPresent() ? clipping.get().clip(tf, gradients) : gradients;
  }

  /** What the options keep between two steps, in the order of Keras's files. */
  List<Slot> slots(Map<String, Shape> weights) {
    List<Slot> slots = new ArrayList<>();
    if (average.isPresent()) {
      slots.addAll(Slot.zeros(weights, Average.SLOT));
    }
    if (accumulationSteps > 1) {
      slots.addAll(Slot.zeros(weights, ACCUMULATOR));
    }
    return slots;
  }

  /** Whether a decay is of this weight too. */
  boolean decays(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return undecayed.stream()
        .noneMatch(word -> word.equals(path) || Pattern.compile(word).matcher(name).find());
  }

  /** Under Keras's names; what younger Kerases alone have stands there only where it is used. */
  public Config config() {
    Config config =
        Config.of("learning_rate", learningRate.value())
            .with("weight_decay", weightDecay.isPresent() ? weightDecay.getAsDouble() : null)
            .with("clipnorm", null)
            .with("global_clipnorm", null)
            .with("clipvalue", null);
    if (clipping.isPresent()) {
      config = config.with(clipping.get().kerasName(), clipping.get().limit());
    }
    if (average.isPresent()) {
      OptionalInt every = average.get().overwriteFrequency();
      config =
          config
              .with("use_ema", true)
              .with("ema_momentum", average.get().momentum())
              .with("ema_overwrite_frequency", every.isPresent() ? every.getAsInt() : null);
    }
    if (lossScaleFactor.isPresent()) {
      config = config.with("loss_scale_factor", lossScaleFactor.getAsDouble());
    }
    return accumulationSteps == 1
        ? config
        : config.with("gradient_accumulation_steps", accumulationSteps);
  }

  /**
   * Reads Keras's configuration.
   *
   * @param learningRate where there is none
   * @param weightDecay where there is none
   */
  public static UpdateOptions from(Config config, double learningRate, OptionalDouble weightDecay) {
    config.ignore("name", "is_legacy_optimizer", "jit_compile");
    config.ignore("use_ema", "ema_momentum", "ema_overwrite_frequency");
    return new UpdateOptions(
        LearningRate.from(config, learningRate),
        Clipping.from(config),
        config.has("weight_decay") ? OptionalDouble.of(config.number("weight_decay")) : weightDecay,
        List.of(),
        config.flag("use_ema", false)
            ? Optional.of(
                new Average(
                    config.number("ema_momentum", 0.99),
                    config.has("ema_overwrite_frequency")
                        ? OptionalInt.of(config.integer("ema_overwrite_frequency"))
                        : OptionalInt.empty()))
            : Optional.empty(),
        config.number("loss_scale_factor", 1) != 1
            ? OptionalDouble.of(config.number("loss_scale_factor"))
            : OptionalDouble.empty(),
        Math.max(1, config.integer("gradient_accumulation_steps", 1)));
  }
}
