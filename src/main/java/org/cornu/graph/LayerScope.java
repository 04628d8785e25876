package org.cornu.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Where a layer emits its ops: the one way by which it reads its weights, updates its state and
 * draws random numbers. One scope serves one call of one node.
 */
public final class LayerScope {

  private final Pass pass;
  private final Ops tf;
  private final String node;
  private final boolean trainable;
  private final DTypePolicy policy;
  private final List<Operand<TFloat32>> inputs;
  private final Map<String, Function<Ops, Operand<TFloat32>>> weights;
  private final Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
  private final Map<String, Operand<TFloat32>> updates = new LinkedHashMap<>();
  private GradientRule rule;
  private int draws;

  /**
   * A scope for one call.
   *
   * @param node name of the node
   * @param trainable whether the node's weights are trained
   * @param policy the node's precision
   * @param values that the node reads; the call gets each behind an Identity of its own, so that
   *     its gradient stops there
   * @param weights of the layer by their names within it, each as what reads its value
   */
  public LayerScope(
      Pass pass,
      String node,
      boolean trainable,
      DTypePolicy policy,
      List<Operand<TFloat32>> values,
      Map<String, Function<Ops, Operand<TFloat32>>> weights) {
    this.pass = pass;
    this.tf = Scopes.flat(pass.tf(), node);
    this.node = node;
    this.trainable = trainable;
    this.policy = policy;
    this.inputs = values.stream().<Operand<TFloat32>>map(tf::identity).toList();
    this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** The ops of TensorFlow, named under this node. */
  public Ops tf() {
    return tf;
  }

  /** Whether the pass is the one that {@code fit} runs. */
  public boolean training() {
    return pass.training();
  }

  /** Whether the node's weights are trained; false for a frozen node. */
  public boolean trainable() {
    return trainable;
  }

  /**
   * A weight's value at the start of the step.
   *
   * @param name as declared by the layer
   * @throws IllegalArgumentException if the layer declares no such weight
   */
  public Operand<TFloat32> weight(String name) {
    requireDeclared("reads", name);
    return reads.computeIfAbsent(name, each -> weights.get(each).apply(tf));
  }

  /**
   * Multiplies values with a kernel, and adds a bias, in the precision that the node's policy asks
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
   * @throws IllegalArgumentException if the layer declares no such weight
   */
  public void update(String name, Operand<TFloat32> value) {
    requireDeclared("updates", name);
    updates.put(name, value);
  }

  /**
   * Uniform numbers in [0, 1), new ones in every step and in every draw of one call. They are drawn
   * in the order of the elements, so that the first rows of a batch get the same numbers whatever
   * rows follow.
   *
   * @throws IllegalStateException in an inference pass
   */
  public Operand<TFloat32> uniform(Operand<TInt32> shape) {
    if (!training()) {
      throw new IllegalStateException(
          "layer \"%s\" draws random numbers in its inference half: draw only when training()"
              .formatted(node));
    }
    String purpose = draws == 0 ? "mask" : "mask/" + draws;
    draws++;
    var key = tf.constant(pass.seed().key(purpose, node));
    return tf.random.statelessRandomUniform(shape, tf.stack(List.of(key, pass.step())));
  }

  /**
   * Replaces TensorFlow's gradient of this call, in a layer of one input and no weights.
   *
   * @param rule from the gradient of the output to the gradient of the input
   * @throws IllegalStateException if the layer has weights, or other than one input
   */
  public void gradient(UnaryOperator<Operand<TFloat32>> rule) {
    if (inputs.size() != 1 || !weights.isEmpty()) {
      throw new IllegalStateException(
          ("layer \"%s\" gives a gradient(dy -> dx), which needs one input and no weights, got %d and"
                  + " %s; use gradients(...), which gives one for each")
              .formatted(node, inputs.size(), weights.keySet()));
    }
    gradients(outputs -> LayerGradients.ofInput(rule.apply(outputs.get(0))));
  }

  /** Replaces TensorFlow's gradient of this call: those of all its inputs and weights. */
  public void gradients(GradientRule rule) {
    this.rule = Objects.requireNonNull(rule, "gradients needs a rule, got null");
  }

  /** The weights read so far, by their names within the layer. */
  public Map<String, Operand<TFloat32>> reads() {
    return Collections.unmodifiableMap(reads);
  }

  /** The updates asked for so far, by the weights' names within the layer. */
  public Map<String, Operand<TFloat32>> updates() {
    return Collections.unmodifiableMap(updates);
  }

  /** What the call reads: copies of the node's values. */
  public List<Operand<TFloat32>> inputs() {
    return inputs;
  }

  /** The layer's own gradient, if it gave one. */
  public Optional<GradientRule> rule() {
    return Optional.ofNullable(rule);
  }

  private void requireDeclared(String verb, String name) {
    if (!weights.containsKey(name)) {
      throw new IllegalArgumentException(
          "layer \"%s\" %s weight \"%s\": it declares %s"
              .formatted(node, verb, name, weights.keySet()));
    }
  }
}
