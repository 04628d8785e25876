package org.cornu.graph;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cornu.random.Seed;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Where a layer emits its ops: the one way by which it reads its weights, updates its state, adds a
 * loss and draws random numbers. One scope serves one call, and has a scope for each layer within
 * the layer: {@link #part}.
 */
public final class LayerScope {

  final Pass pass;
  private final Ops tf;
  final String part; // path within the layer, ending in a slash; empty for the layer itself
  private final boolean training;
  final boolean trainable;
  final DTypePolicy policy;
  final Notes notes;
  private final List<Optional<Operand<TBool>>> masks;

  /**
   * A scope for one call.
   *
   * @param trainable whether the layer's weights are trained
   * @param policy the layer's precision
   * @param notes what the call has and leaves behind
   */
  public LayerScope(Pass pass, boolean trainable, DTypePolicy policy, Notes notes) {
    this(pass, notes.tf, "", pass.training(), trainable, policy, notes, notes.masks);
  }

  LayerScope(
      Pass pass,
      Ops tf,
      String part,
      boolean training,
      boolean trainable,
      DTypePolicy policy,
      Notes notes,
      List<Optional<Operand<TBool>>> masks) {
    this.pass = pass;
    this.tf = tf;
    this.part = part;
    this.training = training;
    this.trainable = trainable;
    this.policy = policy;
    this.notes = notes;
    this.masks = masks;
  }

  /**
   * The scope of a layer within this one, whose weights are named {@code part/kernel} here.
   *
   * @param name as {@code parts} declares it
   */
  public LayerScope part(String name) {
    Ops inner = Scopes.flat(tf, name);
    return new LayerScope(
        pass, inner, part + name + "/", training, trainable, policy, notes, List.of());
  }

  /** The same scope for a layer that reads so many rows, (), in place of each sample. */
  public LayerScope divided(Operand<TInt32> rows) {
    Pass own = pass.divided(tf, rows);
    return new LayerScope(own, tf, part, training, trainable, policy, notes, masks);
  }

  /** The same scope for a layer that may be frozen, or have a precision of its own. */
  public LayerScope with(boolean trained, Optional<DTypePolicy> own) {
    DTypePolicy precision = own.orElse(policy);
    return new LayerScope(pass, tf, part, training, trainable && trained, precision, notes, masks);
  }

  /**
   * The same scope for a layer that computes as in inference, or as in training again (Keras:
   * {@code layer(x, training=False)}); an inference pass has nothing to train with, and stays one.
   */
  public LayerScope training(boolean training) {
    return new LayerScope(
        pass, tf, part, training && pass.training(), trainable, policy, notes, masks);
  }

  /** The ops of TensorFlow, named under this call. */
  public Ops tf() {
    return tf;
  }

  /** Whether the pass is the one that {@code fit} runs, unless the call says otherwise. */
  public boolean training() {
    return training;
  }

  /** Whether the layer's weights are trained; false for a frozen layer. */
  public boolean trainable() {
    return trainable;
  }

  /**
   * A weight's value at the start of the step, or what an earlier call of the same layer has set it
   * to.
   *
   * @param name as declared by the layer
   * @throws IllegalArgumentException if the layer declares no such weight
   */
  public Operand<TFloat32> weight(String name) {
    LayerWeight declared = notes.declared("reads", part + name);
    Operand<TFloat32> set = notes.updates.get(part + name); // by an earlier call of this part
    return set != null
        ? set
        : notes.reads.computeIfAbsent(part + name, each -> declared.value().apply(tf));
  }

  /** A value as floats: integers are converted, as Keras does where a layer multiplies them. */
  public Operand<TFloat32> floats(Operand<? extends TType> x) {
    return DType.of(x) == DType.FLOAT32 ? Spec.floats(x) : tf.dtypes.cast(x, TFloat32.class);
  }

  /**
   * Multiplies values with a kernel, and adds a bias, in the precision that the layer's policy asks
   * for.
   *
   * @param kernel its last axes are (channels read, channels given)
   * @param bias (channels given); empty for none
   */
  public Operand<TFloat32> product(
      Operand<TFloat32> x,
      Operand<TFloat32> kernel,
      Optional<Operand<TFloat32>> bias,
      DTypePolicy.Product product) {
    return policy.multiply(tf, x, kernel, bias, product);
  }

  /**
   * Sets a weight that no gradient moves to a new value at the end of the step.
   *
   * @param name as declared by the layer
   * @throws IllegalArgumentException if the layer declares no such weight, or as a trainable one
   */
  public void update(String name, Operand<TFloat32> value) {
    notes.update(part + name, value);
  }

  /**
   * Sets a weight to a new value from here on, before the step moves it: this call reads the new
   * value, and the weight's gradient is that of the new value (Keras: {@code assign} before the
   * weight is read).
   *
   * @param name as declared by the layer
   * @throws IllegalArgumentException if the layer declares no such weight
   */
  public void replace(String name, Operand<TFloat32> value) {
    notes.replace(part + name, tf.identity(value));
  }

  /**
   * Adds a loss of the layer's own to what training makes small, and to the loss that {@code fit}
   * and {@code evaluate} report (Keras: {@code add_loss}).
   *
   * @param loss of the whole batch: ()
   */
  public void addLoss(Operand<TFloat32> loss) {
    notes.add(pass.exchange().share(tf, loss));
  }

  /**
   * Uniform numbers in [0, 1), new ones in every step and in every draw of one call. They are drawn
   * in the order of the elements, so that the first rows of a batch get the same numbers whatever
   * rows follow.
   *
   * @param shape the batch's samples first
   * @throws IllegalStateException in an inference pass
   */
  public Operand<TFloat32> uniform(Operand<TInt32> shape) {
    return RowDraws.uniform(tf, pass.first(tf), shape, drawSeed());
  }

  /** Normal numbers of mean 0 and variance 1, drawn as {@link #uniform} draws. */
  public Operand<TFloat32> normal(Operand<TInt32> shape) {
    return RowDraws.normal(tf, pass.first(tf), shape, drawSeed());
  }

  /** Uniform numbers in [0, 1), of any shape, that hold for the batch as a whole. */
  public Operand<TFloat32> uniformForAll(Operand<TInt32> shape) {
    return tf.random.statelessRandomUniform(shape, drawSeed());
  }

  /** What the calls of this layer on shares of a batch tell each other. */
  public Exchange exchange() {
    return pass.exchange();
  }

  private Operand<TInt64> drawSeed() {
    return DrawSeed.next(pass, tf, part, notes, training);
  }

  /** The same scope, drawing by a seed of its own in place of the net's. */
  public LayerScope seeded(long seed) {
    return new LayerScope(
        pass.with(new Seed(seed)), tf, part, training, trainable, policy, notes, masks);
  }

  /**
   * Replaces TensorFlow's gradient of this call, in a layer of one input and no weights.
   *
   * @param rule from the gradient of the output to the gradient of the input
   * @throws IllegalStateException if the layer has weights, or other than one input, or lies within
   *     another layer
   */
  public void gradient(UnaryOperator<Operand<TFloat32>> rule) {
    requireOutermost();
    if (notes.inputs.size() != 1 || !notes.weights.isEmpty()) {
      throw new IllegalStateException(
          ("layer \"%s\" gives a gradient(dy -> dx), which needs one input and no weights, got %d and"
                  + " %s; use gradients(...), which gives one for each")
              .formatted(notes.call, notes.inputs.size(), notes.weights.keySet()));
    }
    gradients(outputs -> LayerGradients.ofInput(rule.apply(outputs.get(0))));
  }

  /**
   * Replaces TensorFlow's gradient of this call: those of all its inputs and weights.
   *
   * @throws IllegalStateException in a layer within a layer: the gradient is that of the whole
   */
  public void gradients(GradientRule rule) {
    Objects.requireNonNull(rule, "gradients needs a rule, got null");
    requireOutermost();
    notes.rule = (backward, outputs) -> rule.of(outputs);
  }

  private void requireOutermost() {
    if (!part.isEmpty()) {
      throw new IllegalStateException(
          "layer \"%s\" has within it \"%s\", which gives gradients of its own: they hold where a net calls it, not a layer; give them in the outer one, or make the outer one a net"
              .formatted(notes.call, part.substring(0, part.length() - 1)));
    }
  }

  /**
   * Gives TensorFlow's gradient in a cheaper way, by a rule as for {@link #gradient} with the same
   * numbers. Within another layer TensorFlow's is taken.
   */
  public void cheaperGradient(UnaryOperator<Operand<TFloat32>> rule) {
    if (part.isEmpty()) {
      gradient(rule);
    }
  }

  /** The same of a layer with weights; in float32 alone, as other precisions convert between. */
  public void cheaperGradients(CheaperRule rule) {
    if (part.isEmpty() && policy == DTypePolicy.FLOAT32) {
      notes.rule = Objects.requireNonNull(rule, "cheaperGradients needs a rule, got null");
    }
  }

  /**
   * Which steps of the first value read count: (batch, steps), true for those that do; empty if all
   * do (Keras: the {@code mask} of a call). A layer within a layer is told by {@link #masked}.
   */
  public Optional<Operand<TBool>> mask() {
    return masks().isEmpty() ? Optional.empty() : masks().get(0);
  }

  /** The same scope, told of other masks of the values read, or of none. */
  public LayerScope masked(List<Optional<Operand<TBool>>> others) {
    return new LayerScope(pass, tf, part, training, trainable, policy, notes, others);
  }

  /** The masks of all values read. */
  public List<Optional<Operand<TBool>>> masks() {
    return masks;
  }

  /**
   * Says which steps of what the layer gives count, (batch, steps) (Keras: {@code compute_mask}); a
   * layer that only hands on that of its input says so by {@code passesMask}.
   */
  public void giveMask(Operand<TBool> mask) {
    if (part.isEmpty()) {
      notes.mask = mask;
    }
  }

  /** The mask given so far. */
  public Optional<Operand<TBool>> givenMask() {
    return part.isEmpty() ? notes.mask() : Optional.empty();
  }
}
