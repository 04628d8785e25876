package org.cornu.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cornu.constraints.Constraint;
import org.cornu.graph.Derivation;
import org.cornu.graph.Resource;
import org.cornu.net.NetWeight;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;

/**
 * What weights themselves add to the loss, and where they are put back after a step. As in Keras,
 * both hold for weights that are trained alone, the loss of an evaluation counts the penalties too,
 * and a weight that several calls share counts once.
 *
 * @param reads the values of the weights that have a penalty, by their paths
 * @param each what each of them adds, a scalar, by its path
 */
record Penalties(Map<String, Operand<TFloat32>> reads, Map<String, Operand<TFloat32>> each) {

  /**
   * Emits the penalties.
   *
   * @param weights of the net
   * @param read the value of the weight at a path, of which the penalty is
   */
  static Penalties of(Ops tf, List<NetWeight> weights, Function<String, Operand<TFloat32>> read) {
    Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
    Map<String, Operand<TFloat32>> each = new LinkedHashMap<>();
    for (NetWeight weight : weights) {
      Optional<Regularizer> regularizer = weight.spec().regularizer();
      if (weight.trainable() && regularizer.isPresent()) {
        Operand<TFloat32> value = read.apply(weight.path());
        reads.put(weight.path(), value);
        each.put(weight.path(), placed(weight, () -> regularizer.get().penalty(tf, value)));
      }
    }
    return new Penalties(reads, each);
  }

  /** All of them, a scalar; empty if no weight has one, so that a net without pays nothing. */
  Optional<Operand<TFloat32>> sum(Ops tf) {
    return each.values().stream().reduce(tf.math::add);
  }

  /**
   * Adds their gradients to those of the loss.
   *
   * @param gradients of the loss without them, by the paths of the weights
   */
  Map<String, Operand<TFloat32>> added(Ops tf, Map<String, Operand<TFloat32>> gradients) {
    // TensorFlow refuses to derive what does not depend on the weight, as l2(0).
    List<String> paths =
        each.keySet().stream().filter(path -> dependsOn(each.get(path), reads.get(path))).toList();
    Map<String, Operand<TFloat32>> added = new LinkedHashMap<>(gradients);
    if (!paths.isEmpty()) {
      Gradients all =
          tf.gradients(
              paths.stream().map(each::get).toList(), paths.stream().map(reads::get).toList());
      for (int i = 0; i < paths.size(); i++) {
        String path = paths.get(i);
        Derivation.gradient(all, i).ifPresent(own -> added.merge(path, own, tf.math::add));
      }
    }
    return added;
  }

  private static boolean dependsOn(Operand<TFloat32> penalty, Operand<TFloat32> weight) {
    return Derivation.behind(List.of(penalty), Set.of()).contains(weight.op());
  }

  /**
   * Emits the ops that put weights back where they must stay.
   *
   * @param weights of the net
   * @param variable what keeps the weight at a path
   * @param updates the last op that changed each, by its path; as in Keras, a weight that no
   *     gradient reaches has none, and stays where it is
   */
  static List<Op> constrain(
      Ops tf,
      List<NetWeight> weights,
      Function<String, Resource<TFloat32>> variable,
      Map<String, Op> updates) {
    List<Op> done = new ArrayList<>();
    for (NetWeight weight : weights) {
      Optional<Constraint> constraint = weight.spec().constraint();
      Op update = updates.get(weight.path());
      if (weight.trainable() && constraint.isPresent() && update != null) {
        Resource<TFloat32> kept = variable.apply(weight.path());
        Operand<TFloat32> moved = kept.read(tf.withControlDependencies(List.of(update)));
        Operand<TFloat32> put = placed(weight, () -> constraint.get().apply(tf, moved));
        done.add(tf.assignVariableOp(kept.handle(), put));
      }
    }
    return done;
  }

  /** Complains with the weight's place, as a matrix is needed and a kernel came. */
  private static Operand<TFloat32> placed(NetWeight weight, Supplier<Operand<TFloat32>> emitted) {
    try {
      return emitted.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "weight \"%s\": %s".formatted(weight.path(), e.getMessage()), e);
    }
  }
}
