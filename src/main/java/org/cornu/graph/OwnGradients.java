package org.cornu.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What a layer's own rule gives for one call, if it is what the call needs. */
final class OwnGradients {

  private OwnGradients() {}

  /**
   * The gradients of the call's inputs and weights.
   *
   * @throws IllegalStateException if one is missing or of another shape
   */
  static Map<Operand<TFloat32>, Operand<TFloat32>> of(
      Call call, GradientRule rule, Operand<TFloat32> dOutput) {
    LayerGradients given = rule.of(List.of(dOutput));
    int inputs = call.copies().size();
    if (given.inputs().size() != inputs) {
      throw wrong(call, "one for each of its inputs, " + inputs, "" + given.inputs().size());
    }
    Map<Operand<TFloat32>, Operand<TFloat32>> gradients = new HashMap<>();
    for (int i = 0; i < inputs; i++) {
      Operand<TFloat32> input = call.copies().get(i);
      gradients.put(input, checked(call, "input " + (i + 1), input, given.inputs().get(i)));
    }
    call.reads()
        .forEach(
            (path, read) -> {
              String name = path.substring(call.node().length() + 1);
              Operand<TFloat32> gradient = given.weights().get(name);
              if (gradient == null) {
                throw wrong(
                    call, "one for weight \"" + name + "\"", given.weights().keySet().toString());
              }
              gradients.put(read, checked(call, "weight \"" + name + "\"", read, gradient));
            });
    return gradients;
  }

  private static Operand<TFloat32> checked(
      Call call, String what, Operand<TFloat32> source, Operand<TFloat32> gradient) {
    if (!gradient.shape().isCompatibleWith(source.shape())) {
      throw wrong(
          call, "one of shape " + source.shape() + " for " + what, gradient.shape().toString());
    }
    return gradient;
  }

  private static IllegalStateException wrong(Call call, String need, String got) {
    return new IllegalStateException(
        "layer \"%s\" has gradients of its own, and needs %s, got %s"
            .formatted(call.node(), need, got));
  }
}
