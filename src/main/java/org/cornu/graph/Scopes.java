package org.cornu.graph;

import org.tensorflow.op.Ops;

/** Name scopes of several levels. */
final class Scopes {

  private Scopes() {}

  /** The scope at a path such as {@code conv2d/kernel}. */
  static Ops nested(Ops tf, String path) {
    Ops scope = tf;
    for (String name : path.split("/")) {
      scope = scope.withSubScope(name);
    }
    return scope;
  }

  /**
   * A scope that a node has to itself, {@code conv2d.relu} for {@code conv2d/relu}: TensorFlow
   * would number a second {@code conv2d}, and an op's name would no longer tell its node.
   */
  static Ops flat(Ops tf, String node) {
    return tf.withSubScope(node.replace('/', '.'));
  }
}
