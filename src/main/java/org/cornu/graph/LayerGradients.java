package org.cornu.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a {@link GradientRule} gives: {@code LayerGradients.ofInput(dx).weight("kernel", dKernel)}.
 *
 * @param inputs the gradient of each of the layer's inputs, of its shape (batch, input...); those
 *     of inputs that are no floats may be left out, as nothing flows to them
 * @param weights the gradients of its weights by their names within the layer, of their shapes; one
 *     for each trainable weight that the call reads
 */
public record LayerGradients(
    List<Operand<TFloat32>> inputs, Map<String, Operand<TFloat32>> weights) {

  public LayerGradients {
    for (Operand<TFloat32> gradient : inputs) {
      Objects.requireNonNull(
          gradient,
          "gradients of inputs need one for each float input, got null; leave out those of others");
    }
    inputs = List.copyOf(inputs);
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** That of the only input. */
  public static LayerGradients ofInput(Operand<TFloat32> gradient) {
    return ofInputs(Collections.singletonList(gradient));
  }

  /** Those of the inputs, or of those that are floats, in order. */
  public static LayerGradients ofInputs(List<Operand<TFloat32>> gradients) {
    return new LayerGradients(gradients, Map.of());
  }

  /** With that of a weight. */
  public LayerGradients weight(String name, Operand<TFloat32> gradient) {
    Map<String, Operand<TFloat32>> more = new LinkedHashMap<>(weights);
    more.put(name, gradient);
    return new LayerGradients(inputs, more);
  }
}
