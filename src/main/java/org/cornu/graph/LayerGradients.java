package org.cornu.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a {@link GradientRule} gives: {@code LayerGradients.ofInput(dx).weight("kernel", dKernel)}.
 *
 * @param inputs the gradient of each of the layer's inputs, of its shape (batch, input...)
 * @param weights the gradients of its weights by their names within the layer, of their shapes; one
 *     for each trainable weight that the call reads
 */
public record LayerGradients(
    List<Operand<TFloat32>> inputs, Map<String, Operand<TFloat32>> weights) {

  public LayerGradients {
    inputs = List.copyOf(inputs);
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** That of the only input. */
  public static LayerGradients ofInput(Operand<TFloat32> gradient) {
    return ofInputs(List.of(gradient));
  }

  /** Those of the inputs, in order. */
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
