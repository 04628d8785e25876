package org.cornu.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;

/**
 * Ops of which a run does some or others, as a condition says.
 *
 * @param tf what the branch itself is emitted under
 * @param then under which the ops are emitted that run where the condition holds
 * @param otherwise the same for those that run where it does not
 */
public record Branch(Ops tf, Ops then, Ops otherwise) {

  /** Begins one. */
  public static Branch of(Ops tf, Operand<TBool> condition) {
    SwitchCond<TBool> ways = tf.switchCond(condition, condition);
    return new Branch(tf, way(tf, ways.outputTrue()), way(tf, ways.outputFalse()));
  }

  private static Ops way(Ops tf, Operand<TBool> way) {
    return tf.withControlDependencies(tf.identity(way));
  }

  /** Joins it: what comes after waits for whichever of the two was done. */
  public Op join(List<? extends Op> thenDone, List<? extends Op> otherwiseDone) {
    return tf.merge(List.of(done(then, thenDone), done(otherwise, otherwiseDone)));
  }

  private static Operand<TBool> done(Ops way, List<? extends Op> done) {
    Operand<TBool> here = way.constant(true);
    List<Op> all = new ArrayList<>(done);
    all.add(here);
    return way.withControlDependencies(all).identity(here);
  }
}
