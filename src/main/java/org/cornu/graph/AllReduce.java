package org.cornu.graph;

import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow's op {@code CollectiveReduce}, which TensorFlow Java has no class for: each member's
 * graph has one of the same number, and all give the sum of what all read. Its gradient is another
 * one, as each member's loss depends on the sum.
 */
final class AllReduce {

  private static final String TYPE = "CollectiveReduce";

  /** All members of a process's graphs are of one group. */
  private static final int GROUP_KEY = 1;

  /** A gradient's number is its op's and this. */
  private static final int OF_GRADIENTS = 1 << 24;

  static {
    TensorFlow.registerCustomGradient(TYPE, AllReduce::gradient);
  }

  private AllReduce() {}

  /**
   * Adds one.
   *
   * @param number that no other of this graph has, and that of the other members' graphs has
   */
  static Operand<TFloat32> of(Ops tf, Group group, int number, Operand<TFloat32> part) {
    OperationBuilder builder = tf.scope().opBuilder(TYPE, "AllReduce");
    builder.addInput(part.asOutput());
    builder.setAttr("group_size", group.members());
    builder.setAttr("group_key", GROUP_KEY);
    builder.setAttr("instance_key", number);
    builder.setAttr("merge_op", "Add");
    builder.setAttr("final_op", "Id");
    builder.setAttr("subdiv_offsets", new long[] {0});
    builder.setAttr("communication_hint", group.hint());
    builder.setAttr("timeout_seconds", (float) group.timeoutSeconds());
    return builder.build().<TFloat32>output(0);
  }

  @SuppressWarnings("unchecked") // it is of what the op gives
  private static List<Operand<?>> gradient(
      Ops tf, GraphOperation op, List<? extends Operand<?>> arrived) {
    var attributes = op.attributes();
    Group group =
        new Group(
            (int) attributes.getAttrInt("group_size"),
            attributes.getAttrString("communication_hint"),
            attributes.getAttrFloat("timeout_seconds"),
            0);
    int number = (int) attributes.getAttrInt("instance_key") + OF_GRADIENTS;
    return List.of(of(tf, group, number, (Operand<TFloat32>) arrived.get(0)));
  }
}
