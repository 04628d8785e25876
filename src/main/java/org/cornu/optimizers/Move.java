package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * The step of one weight in plain ops, where TensorFlow has no kernel of it with Keras's numbers:
 * float32 arithmetic, and what is assigned.
 */
final class Move {

  private final Ops tf;
  private final Target target;
  private final List<Op> done = new ArrayList<>();

  Move(Ops tf, Target target) {
    this.tf = tf;
    this.target = target;
  }

  Operand<TFloat32> gradient() {
    return target.gradient();
  }

  Operand<TFloat32> weight() {
    return read(target.handle());
  }

  Operand<TFloat32> slot(String name) {
    return read(target.slots().get(name));
  }

  private Operand<TFloat32> read(Operand<? extends TType> handle) {
    return tf.readVariableOp(handle, TFloat32.class);
  }

  /** Keeps a value for the next step, and gives it. */
  Operand<TFloat32> keep(String slot, Operand<TFloat32> value) {
    done.add(tf.assignVariableOp(target.slots().get(slot), value));
    return value;
  }

  /** Takes a step off the weight; all that was done. */
  Op minus(Operand<TFloat32> step) {
    done.add(tf.assignSubVariableOp(target.handle(), step));
    return tf.withControlDependencies(done).noOp();
  }

  /** Puts the weight there; all that was done. */
  Op to(Operand<TFloat32> weight) {
    done.add(tf.assignVariableOp(target.handle(), weight));
    return tf.withControlDependencies(done).noOp();
  }

  Operand<TFloat32> number(double value) {
    return tf.constant((float) value);
  }

  Operand<TFloat32> plus(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.add(a, b);
  }

  Operand<TFloat32> plus(Operand<TFloat32> a, double b) {
    return plus(a, number(b));
  }

  Operand<TFloat32> minus(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.sub(a, b);
  }

  Operand<TFloat32> times(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.mul(a, b);
  }

  Operand<TFloat32> times(Operand<TFloat32> a, double b) {
    return times(a, number(b));
  }

  Operand<TFloat32> over(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.div(a, b);
  }

  Operand<TFloat32> square(Operand<TFloat32> a) {
    return tf.math.square(a);
  }

  Operand<TFloat32> root(Operand<TFloat32> a) {
    return tf.math.sqrt(a);
  }

  /** The Euclidean norm of all numbers together. */
  Operand<TFloat32> norm(Operand<TFloat32> a) {
    return root(tf.reduceSum(square(a), FrameworkOps.create(tf).math.allAxes(a)));
  }

  /** The decaying mean of a slot: {@code rho * slot + (1 - rho) * now}, which is kept. */
  Operand<TFloat32> mean(String slot, double rho, Operand<TFloat32> now) {
    return keep(slot, plus(times(slot(slot), rho), times(now, 1 - rho)));
  }

  /** The same as Keras writes it elsewhere: {@code slot + (now - slot) * (1 - rho)}. */
  Operand<TFloat32> drawn(String slot, double rho, Operand<TFloat32> now) {
    Operand<TFloat32> old = slot(slot);
    return keep(slot, plus(old, times(minus(now, old), 1 - rho)));
  }
}
