package org.cornu.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.Activations;
import org.cornu.device.Device;
import org.cornu.device.Processor;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Activated;
import org.cornu.layers.Activation;
import org.cornu.layers.Layer;
import org.cornu.layers.Softmax;
import org.cornu.net.Net;
import org.cornu.net.NetLayer;
import org.tensorflow.ndarray.Shape;

/** What a net may well be compiled with, and is hardly meant; Keras warns of it too. */
final class Doubts {

  private Doubts() {}

  /** Each in a sentence that says what to do. */
  static List<String> of(Net net) {
    List<String> doubts = new ArrayList<>();
    if (net.layers().stream().anyMatch(node -> node.policy() == DTypePolicy.MIXED_BFLOAT16)) {
      objectionToBfloat16().ifPresent(doubts::add);
    }
    for (int i = 0; i < net.calls().size(); i++) {
      NetLayer node = net.calls().get(i).layer();
      Shape output = net.spec(net.first(i)).shape();
      int axes = output.numDimensions();
      boolean single = axes > 0 && output.get(axes - 1) == 1;
      if (single && endsInSoftmax(node.layer(), axes)) {
        doubts.add(
            "layer \"%s\" is a softmax over one number, which always gives 1; take sigmoid"
                .formatted(node.name()));
      }
    }
    return doubts;
  }

  private static boolean endsInSoftmax(Layer layer, int axes) {
    if (layer instanceof Softmax softmax) {
      return softmax.function().isAlongLast(axes);
    }
    ActivationFunction function = null;
    if (layer instanceof Activation activation) {
      function = activation.function();
    } else if (layer instanceof Activated<?> activated) {
      function = activated.activation();
    }
    return Activations.softmax().equals(function);
  }

  /** Nobody can tell of a GPU, or of a processor that Linux does not describe. */
  private static Optional<String> objectionToBfloat16() {
    return Device.hasGpu()
        ? Optional.empty()
        : Processor.here().flatMap(Processor::objectionToBfloat16);
  }
}
