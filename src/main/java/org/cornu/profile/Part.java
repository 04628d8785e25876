package org.cornu.profile;

import java.util.Optional;
import org.cornu.graph.Scopes;

/**
 * The part of a step that an op belongs to, told by its name.
 *
 * @param name a layer's, {@code dense.softmax} for the activation within {@code dense}; or {@code
 *     loss}, {@code metrics}, {@code optimizer}, {@code other}
 * @param pass within it
 */
record Part(String name, Pass pass) {

  /** The direction in which a part is passed. */
  enum Pass {
    /** From the input to the loss; and what has no direction. */
    FORWARD,
    /** From the loss to the gradients of the weights. */
    BACKWARD
  }

  private static final String STEP = "training/";
  private static final Part OTHER = new Part("other", Pass.FORWARD);

  /**
   * A layer's op may be fused with the activation after it, and then has that one's name: the layer
   * is the one whose weights are read.
   */
  static Part of(OpRun run) {
    Part own = named(run.name(), run.type());
    return run.inputs().stream()
        .filter(input -> own.pass == Pass.FORWARD && run.type().contains("Fused"))
        .filter(input -> input.contains("/ReadVariableOp"))
        .map(input -> layer(input, Pass.FORWARD))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(own);
  }

  private static Part named(String op, String type) {
    String path = op.substring(Math.max(0, op.indexOf(STEP)));
    if (path.startsWith(STEP + "forward/")) {
      // A layer's own rule for its gradient emits its ops beside those of the layer.
      return layer(op, type.endsWith("Grad") ? Pass.BACKWARD : Pass.FORWARD).orElse(OTHER);
    }
    if (path.startsWith(STEP + "backward/")) {
      return layer(op, Pass.BACKWARD).orElse(OTHER);
    }
    if (path.startsWith(STEP + "loss/")) {
      return new Part("loss", Pass.FORWARD);
    }
    if (path.startsWith(STEP + "loss_gradient/")) {
      return new Part("loss", Pass.BACKWARD);
    }
    if (path.startsWith(STEP + "metrics/")) {
      return new Part("metrics", Pass.FORWARD);
    }
    return path.startsWith(STEP + "step/") ? new Part("optimizer", Pass.FORWARD) : OTHER;
  }

  /** The layer of {@code training/forward/conv2d/Conv2D}; empty for an op of no layer. */
  private static Optional<Part> layer(String op, Pass pass) {
    String[] names = op.substring(Math.max(0, op.indexOf(STEP))).split("/");
    return names.length > 3 ? Optional.of(new Part(Scopes.call(names[2]), pass)) : Optional.empty();
  }
}
