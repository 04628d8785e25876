package org.cornu.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/** The seed of one draw of a call: a function of the pass's seed, purpose, name and step. */
final class DrawSeed {

  private DrawSeed() {}

  /**
   * That of the call's next draw.
   *
   * @param part path within the layer, ending in a slash; empty for the layer itself
   * @throws IllegalStateException in inference, or in a loop
   */
  static Operand<TInt64> next(Pass pass, Ops tf, String part, Notes notes, boolean training) {
    if (!training) {
      throw new IllegalStateException(
          "layer \"%s\" draws random numbers in its inference half: draw only when training()"
              .formatted(notes.call));
    }
    if (pass.step() == null) {
      throw new IllegalStateException(
          "layer \"%s\" draws random numbers in a step of a loop: draw before it what holds for all steps"
              .formatted(notes.call));
    }
    int draw = notes.draws.merge(part, 1, Integer::sum) - 1;
    String purpose = draw == 0 ? "mask" : "mask/" + draw;
    String place =
        part.isEmpty() ? notes.call : notes.call + "/" + part.substring(0, part.length() - 1);
    var key = tf.constant(pass.seed().key(purpose, place));
    return tf.stack(List.of(key, pass.step()));
  }
}
