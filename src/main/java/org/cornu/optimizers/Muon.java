package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.cornu.config.Arguments;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Moves matrices by their momentum, turned into a matrix near to an orthogonal one by Newton's and
 * Schulz's steps, and all other weights, and embeddings, as Adam does (Keras: {@code Muon}; Jordan
 * and others 2024). In plain ops: TensorFlow has no kernel, and its kernel of Adam keeps other
 * slots.
 *
 * @param options learning rate, clipping, and the decay of matrices
 * @param adam what moves the other weights; its weight decay is theirs, and its rate and the rest
 *     of its options count for nothing
 * @param adamLrRatio the rate of the other weights, in rates of the matrices, 0 or more
 * @param momentum share of the momentum that a step leaves, in [0, 1)
 * @param nesterov whether the gradient counts as if taken after the momentum's step
 * @param orthogonal the steps towards an orthogonal matrix
 * @param excludeLayers regular expressions found in the paths of matrices that Adam moves too
 * @param excludeEmbeddings whether Adam moves what has {@code embedding} in its path
 */
public record Muon(
    UpdateOptions options,
    Adam adam,
    double adamLrRatio,
    double momentum,
    boolean nesterov,
    NewtonSchulz orthogonal,
    List<String> excludeLayers,
    boolean excludeEmbeddings)
    implements TunableOptimizer<Muon> {

  /** Keras's defaults. */
  static final Muon KERAS = from(Config.EMPTY.at("Keras"));

  public Muon {
    Objects.requireNonNull(options, "muon needs options, got null");
    Objects.requireNonNull(adam, "muon needs an adam, got null");
    Objects.requireNonNull(orthogonal, "muon needs steps to an orthogonal matrix, got null");
    Ranges.requireNotBelow0("muon", "adamLrRatio", adamLrRatio);
    Ranges.requireShare("muon", "momentum", momentum);
    excludeLayers = List.copyOf(excludeLayers);
    excludeLayers.forEach(Pattern::compile);
  }

  @Override
  public Muon options(UpdateOptions options) {
    return with(options, adam, adamLrRatio, momentum);
  }

  /** With another decay of the other weights; 0.004 by default. */
  public Muon adamWeightDecay(double decay) {
    return with(options, adam.weightDecay(decay), adamLrRatio, momentum);
  }

  /** With other decays of the means by which the other weights are moved; 0.9 and 0.999. */
  public Muon adamBetas(double beta1, double beta2) {
    return with(options, adam.beta1(beta1).beta2(beta2), adamLrRatio, momentum);
  }

  /** With another epsilon of the other weights; 1e-7 by default. */
  public Muon epsilon(double epsilon) {
    return with(options, adam.epsilon(epsilon), adamLrRatio, momentum);
  }

  /** With another rate of the other weights, in rates of the matrices; 1 by default. */
  public Muon adamLrRatio(double ratio) {
    return with(options, adam, ratio, momentum);
  }

  /** With another momentum; 0.95 by default. */
  public Muon momentum(double momentum) {
    return with(options, adam, adamLrRatio, momentum);
  }

  private Muon with(UpdateOptions options, Adam adam, double ratio, double momentum) {
    return new Muon(
        options, adam, ratio, momentum, nesterov, orthogonal, excludeLayers, excludeEmbeddings);
  }

  /** With Nesterov's momentum, or plain; Nesterov's by default. */
  public Muon nesterov(boolean nesterov) {
    return new Muon(
        options,
        adam,
        adamLrRatio,
        momentum,
        nesterov,
        orthogonal,
        excludeLayers,
        excludeEmbeddings);
  }

  /** With other steps towards an orthogonal matrix. */
  public Muon orthogonal(NewtonSchulz steps) {
    return new Muon(
        options, adam, adamLrRatio, momentum, nesterov, steps, excludeLayers, excludeEmbeddings);
  }

  /**
   * With Adam moving the matrices, too, in whose paths one of these regular expressions is found.
   */
  public Muon excludeLayers(String... paths) {
    List<String> all = Arguments.list("excludeLayers needs paths", paths);
    return new Muon(
        options, adam, adamLrRatio, momentum, nesterov, orthogonal, all, excludeEmbeddings);
  }

  /** With Adam moving embeddings, or not; it does by default. */
  public Muon excludeEmbeddings(boolean excluded) {
    return new Muon(
        options, adam, adamLrRatio, momentum, nesterov, orthogonal, excludeLayers, excluded);
  }

  private boolean isAdams(String path, Shape shape) {
    return shape.numDimensions() != 2
        || excludeEmbeddings && path.toLowerCase(Locale.ROOT).contains("embedding")
        || excludeLayers.stream().anyMatch(word -> Pattern.compile(word).matcher(path).find());
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    List<Slot> slots = new ArrayList<>();
    weights.forEach(
        (path, shape) -> {
          slots.add(new Slot(path, "momentum", shape, Slot.ZEROS));
          if (isAdams(path, shape)) {
            slots.add(new Slot(path, "velocity", shape, Slot.ZEROS));
          }
        });
    return slots;
  }

  @Override
  public OptionalDouble decay(String path, Shape shape) {
    if (!options.decays(path)) {
      return OptionalDouble.empty();
    }
    return (isAdams(path, shape) ? adam.options() : options).weightDecay();
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    Operand<TFloat32> rate = tf.math.mul(clock.rate(), tf.constant((float) adamLrRatio));
    Rule others = adam.rule(tf, new Clock(rate, clock.iteration(), clock.own()));
    return (after, target) ->
        isAdams(target.path(), target.shape())
            ? others.apply(after, target)
            : moved(after, target, clock.rate());
  }

  private Op moved(Ops tf, Target target, Operand<TFloat32> rate) {
    Move move = new Move(tf, target);
    Operand<TFloat32> gradient = move.gradient();
    Operand<TFloat32> old = move.slot("momentum");
    Operand<TFloat32> sum =
        move.keep("momentum", move.plus(old, move.plus(gradient, move.times(old, momentum - 1))));
    Operand<TFloat32> way = nesterov ? move.plus(gradient, move.times(sum, momentum)) : sum;
    Operand<TFloat32> step = move.times(rate, orthogonal.near(tf, way, target.shape()));
    return move.minus(orthogonal.scaled(tf, step, target.shape()));
  }

  @Override
  public Config config() {
    OptionalDouble decay = adam.options().weightDecay();
    return options
        .config()
        .with("adam_beta_1", adam.beta1())
        .with("adam_beta_2", adam.beta2())
        .with("adam_weight_decay", decay.isPresent() ? decay.getAsDouble() : null)
        .with("epsilon", adam.epsilon())
        .with("exclude_layers", excludeLayers)
        .with("exclude_embeddings", excludeEmbeddings)
        .with("adam_lr_ratio", adamLrRatio)
        .with("momentum", momentum)
        .with("nesterov", nesterov)
        .with(orthogonal.config());
  }

  /** Reads Keras's configuration. */
  public static Muon from(Config config) {
    OptionalDouble decay =
        config.values().containsKey("adam_weight_decay") && !config.has("adam_weight_decay")
            ? OptionalDouble.empty()
            : OptionalDouble.of(config.number("adam_weight_decay", AdamW.WEIGHT_DECAY));
    UpdateOptions others = UpdateOptions.of(new LearningRate.Settable(1)).with(decay, List.of());
    return new Muon(
        UpdateOptions.from(config, 1e-3, OptionalDouble.of(AdamW.WEIGHT_DECAY)),
        new Adam(
            others,
            config.number("adam_beta_1", 0.9),
            config.number("adam_beta_2", 0.999),
            config.number("epsilon", 1e-7),
            false),
        config.number("adam_lr_ratio", 1),
        config.number("momentum", 0.95),
        config.flag("nesterov", true),
        NewtonSchulz.from(config),
        config.has("exclude_layers")
            ? config.list("exclude_layers").stream().map(String::valueOf).toList()
            : List.of(),
        config.flag("exclude_embeddings", true));
  }
}
