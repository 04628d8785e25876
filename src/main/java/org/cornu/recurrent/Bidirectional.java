package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A recurrent layer that goes through sequences, and another that goes through them from the end
 * (Keras: {@code Bidirectional}; Schuster and Paliwal 1997). What the second gives for all steps is
 * put in the sequences' order. States to begin with, and those returned, are the first's, then the
 * second's.
 *
 * @param layer the first
 * @param backwardLayer the second, with weights of its own
 * @param mergeMode what is made of the two outputs; empty for two outputs
 */
public record Bidirectional(
    RecurrentLayer<?> layer, RecurrentLayer<?> backwardLayer, Optional<MergeMode> mergeMode)
    implements Layer {

  private static final String FORWARD = "forward_layer";
  private static final String BACKWARD = "backward_layer";

  /** What is made of two outputs. */
  public enum MergeMode {
    /** One behind the other, along the last axis. */
    CONCAT,
    /** The sum. */
    SUM,
    /** The mean. */
    AVE,
    /** The product. */
    MUL
  }

  public Bidirectional {
    Objects.requireNonNull(layer, "bidirectional needs a layer, got null");
    Objects.requireNonNull(backwardLayer, "bidirectional needs a layer, got null");
    Objects.requireNonNull(mergeMode, "bidirectional needs a merge mode or an empty one, got null");
    // As in Keras: the zeros stay where they are when the sequence is turned.
    layer = zeroWhereMasked(layer);
    backwardLayer = zeroWhereMasked(backwardLayer);
    RecurrentOptions there = layer.run();
    RecurrentOptions back = backwardLayer.run();
    if (there.goBackwards() == back.goBackwards()) {
      throw new IllegalArgumentException(
          "bidirectional needs two layers of which one goes backwards, got %s; %s of the second"
              .formatted(
                  there.goBackwards() ? "two that do" : "none that does",
                  there.goBackwards() ? "leave out goBackwards()" : "use goBackwards()"));
    }
    requireAlike("returnSequences()", there.returnSequences(), back.returnSequences());
    requireAlike("returnState()", there.returnState(), back.returnState());
  }

  private static void requireAlike(String option, boolean there, boolean back) {
    if (there != back) {
      throw new IllegalArgumentException(
          "bidirectional needs two layers that return the same, got %s of the %s alone; use it of both, or of none"
              .formatted(option, there ? "first" : "second"));
    }
  }

  private static RecurrentLayer<?> zeroWhereMasked(RecurrentLayer<?> layer) {
    return layer.run(layer.run().zeroOutputForMask(layer.run().returnSequences()));
  }

  /** A layer, and the same the other way. */
  static <L extends RecurrentLayer<L>> Bidirectional of(RecurrentLayer<L> layer) {
    Objects.requireNonNull(layer, "bidirectional needs a layer, got null");
    RecurrentOptions run = layer.run();
    L back = layer.run(run.goBackwards(!run.goBackwards()));
    return new Bidirectional(layer, back, Optional.of(MergeMode.CONCAT));
  }

  /** With another layer for the way back, which goes backwards. */
  public Bidirectional backwardLayer(RecurrentLayer<?> layer) {
    return new Bidirectional(this.layer, layer, mergeMode);
  }

  /** With another merge; CONCAT by default. */
  public Bidirectional mergeMode(MergeMode mode) {
    Objects.requireNonNull(mode, "bidirectional needs a merge mode, got null");
    return new Bidirectional(layer, backwardLayer, Optional.of(mode));
  }

  /** Giving two outputs (Keras: {@code merge_mode=None}). */
  public Bidirectional noMerge() {
    return new Bidirectional(layer, backwardLayer, Optional.empty());
  }

  /** Going by a mask also where they read their first states, as Keras 2 does. */
  public Bidirectional heedMask() {
    return new Bidirectional(heeding(layer), heeding(backwardLayer), mergeMode);
  }

  private static RecurrentLayer<?> heeding(RecurrentLayer<?> layer) {
    return layer.run(layer.run().heedsMask(true));
  }

  /** What one of the two reads: the sequences, and its half of the states. */
  private static <T> List<T> half(List<T> inputs, int which) {
    List<T> read = new ArrayList<>(inputs.subList(0, 1));
    int states = (inputs.size() - 1) / 2;
    read.addAll(inputs.subList(1 + which * states, 1 + (which + 1) * states));
    return read;
  }

  private static void requireHalves(List<Spec> inputs) {
    if (inputs.size() % 2 == 0) {
      throw new IllegalArgumentException(
          "needs as many states for the way there as for the way back, got " + (inputs.size() - 1));
    }
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    requireHalves(inputs);
    List<Spec> there = layer.outputs(half(inputs, 0));
    List<Spec> back = backwardLayer.outputs(half(inputs, 1));
    List<Spec> outputs = new ArrayList<>(merged(there.get(0), back.get(0)));
    outputs.addAll(there.subList(1, there.size()));
    outputs.addAll(back.subList(1, back.size()));
    return outputs;
  }

  private List<Spec> merged(Spec there, Spec back) {
    if (mergeMode.isEmpty()) {
      return List.of(there, back);
    }
    Shape first = there.shape();
    int last = first.numDimensions() - 1;
    if (mergeMode.get() != MergeMode.CONCAT) {
      if (!first.isCompatibleWith(back.shape())) {
        throw new IllegalArgumentException(
            "needs two outputs of one shape for %s, got %s and %s"
                .formatted(Choice.name(mergeMode.get()), there, back));
      }
      return List.of(there);
    }
    long width = first.get(last) + back.shape().get(last);
    return List.of(Spec.floats(first.take(last).append(width)));
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    return List.of(
        new InnerLayer(FORWARD, layer, half(inputs, 0)),
        new InnerLayer(BACKWARD, backwardLayer, half(inputs, 1)));
  }

  @Override
  public boolean hasMaskArgument() {
    return true;
  }

  @Override
  public boolean passesMask() {
    return layer.passesMask();
  }

  @Override
  public boolean passesMask(int output) {
    return passesMask() && output < (mergeMode.isPresent() ? 1 : 2);
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    var there = layer.call(scope.part(FORWARD).masked(scope.masks()), half(inputs, 0));
    var back = backwardLayer.call(scope.part(BACKWARD).masked(scope.masks()), half(inputs, 1));
    Operand<TFloat32> first = Spec.floats(there.get(0));
    Operand<TFloat32> second = Spec.floats(back.get(0));
    if (layer.run().returnSequences()) {
      second = scope.tf().reverse(second, scope.tf().constant(new int[] {1}));
    }
    List<Operand<? extends TType>> given = new ArrayList<>(merged(scope.tf(), first, second));
    given.addAll(there.subList(1, there.size()));
    given.addAll(back.subList(1, back.size()));
    return given;
  }

  private List<Operand<TFloat32>> merged(Ops tf, Operand<TFloat32> there, Operand<TFloat32> back) {
    if (mergeMode.isEmpty()) {
      return List.of(there, back);
    }
    int last = there.shape().numDimensions() - 1;
    return List.of(
        switch (mergeMode.get()) {
          case CONCAT -> tf.concat(List.of(there, back), tf.constant(last));
          case SUM -> tf.math.add(there, back);
          case AVE -> tf.math.div(tf.math.add(there, back), tf.constant(2f));
          case MUL -> tf.math.mul(there, back);
        });
  }

  @Override
  public Config config() {
    return Config.of("merge_mode", mergeMode.map(Choice::name).orElse(null))
        .with("layer", PlacedRecurrent.written(layer))
        .with(BACKWARD, PlacedRecurrent.written(backwardLayer));
  }

  /**
   * Reads Keras's configuration; where it names no layer for the way back, it is the first's.
   *
   * @throws org.cornu.config.ConfigException if a layer is of another kind
   */
  public static Bidirectional from(Config config) {
    RecurrentLayer<?> layer = recurrent(config, "layer");
    Bidirectional both =
        config.any(BACKWARD).isPresent()
            ? new Bidirectional(layer, recurrent(config, BACKWARD), Optional.of(MergeMode.CONCAT))
            : of(layer);
    if (config.values().containsKey("merge_mode") && config.any("merge_mode").isEmpty()) {
      return both.noMerge();
    }
    return both.mergeMode(Choice.from(config, "merge_mode", MergeMode.CONCAT));
  }

  private static RecurrentLayer<?> recurrent(Config config, String key) {
    return PlacedRecurrent.of(InnerLayer.from(config, key))
        .orElseThrow(() -> config.wrong(key, "a recurrent layer"));
  }
}
