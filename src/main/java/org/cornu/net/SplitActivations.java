package org.cornu.net;

import static java.util.stream.Collectors.toCollection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;
import org.cornu.config.KerasClass;
import org.cornu.layers.Activated;
import org.cornu.layers.Activation;
import org.cornu.layers.Softmax;

/**
 * Turns a call of {@code dense(10).softmax()} into two, so that the activation has a gradient of
 * its own and a loss can read what comes before it. The weights keep their paths.
 */
final class SplitActivations {

  private SplitActivations() {}

  /** The same net with each activation in a call of its own. */
  static Net apply(Net net) {
    Set<String> names =
        net.layers().stream().map(NetLayer::name).collect(toCollection(HashSet::new));
    Map<NetLayer, NetLayer> activations = new HashMap<>();
    for (NetLayer layer : net.layers()) {
      if (layer.layer() instanceof Activated<?> own
          && !own.activation().equals(KerasActivation.LINEAR)
          && !own.penalizesOutput()) {
        ActivationFunction function = own.activation();
        String name = layer.name() + "/" + KerasClass.snakeCase(function.className());
        activations.put(
            layer,
            new NetLayer(
                unique(name, names), new Activation(function), layer.trainable(), layer.policy()));
      }
    }
    Set<Integer> masked = MaskReach.of(net);
    Rewriting next = new Rewriting(net);
    for (int i = 0; i < net.calls().size(); i++) {
      Call call = net.calls().get(i);
      NetLayer activation = activations.get(call.layer());
      if (activation == null) {
        next.keep(i, masked.contains(i) ? call.layer() : plainSoftmax(net, call));
      } else {
        NetLayer linear =
            call.layer()
                .with(((Activated<?>) call.layer().layer()).activation(KerasActivation.LINEAR));
        int before = next.add(call.with(linear, next.reads(call)), 1);
        String name = call.name() + activation.name().substring(call.layer().name().length());
        next.stand(i, next.add(new Call(name, activation, List.of(before), call.training()), 1));
      }
    }
    return next.done();
  }

  /** A softmax along the last axis is the activation of that name, whose logits a loss reads. */
  private static NetLayer plainSoftmax(Net net, Call call) {
    int axes = net.spec(call.reads().get(0)).shape().numDimensions();
    return call.layer().layer() instanceof Softmax softmax
            && softmax.function().isAlongLast(axes)
            && call.reads().size() == 1
        ? call.layer().with(new Activation(KerasActivation.SOFTMAX))
        : call.layer();
  }

  /** A name whose scope no layer has: of {@code a} with relu, and a layer {@code a.relu}. */
  private static String unique(String name, Set<String> names) {
    String unique = name;
    for (int i = 1; !names.add(unique.replace('/', '.')); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }
}
