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
}
