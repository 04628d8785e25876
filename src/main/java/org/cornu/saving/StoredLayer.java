package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.LeftOut;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Activation;
import org.cornu.layers.AveragePooling2D;
import org.cornu.layers.Flatten;
import org.cornu.layers.KernelLayer;
import org.cornu.layers.Layer;
import org.cornu.layers.MaxPooling2D;
import org.cornu.net.NetLayer;

/**
 * A layer as a file describes it.
 *
 * @param outer what the names of the models that it lies in make of its name's beginning
 * @param name its own
 * @param place of its weights
 * @param layer what is computed
 * @param trainable its own flag
 * @param policy the precision
 * @param training what its call says of training
 * @param softmaxAxis that it must find last, counted with the batch; -1 for whichever is last
 * @param leftOut of its options
 */
record StoredLayer(
    String outer,
    String name,
    StoredNet.Place place,
    Layer layer,
    boolean trainable,
    DTypePolicy policy,
    Optional<Boolean> training,
    int softmaxAxis,
    List<LeftOut> leftOut) {

  private static final List<Class<? extends Layer>> SAME_IN_TRAINING =
      List.of(
          Activation.class,
          AveragePooling2D.class,
          Flatten.class,
          KernelLayer.class,
          MaxPooling2D.class);

  /** At its place in a net. */
  NetLayer placed(String unique, boolean frozen) {
    return new NetLayer(unique, layer, trainable && !frozen, policy);
  }

  /** What was not taken over. */
  List<Remark> remarks(String unique) {
    List<Remark> remarks = new ArrayList<>();
    for (LeftOut each : leftOut) {
      remarks.add(
          new Remark(
              unique,
              "%s, which Cornu lacks, got %s".formatted(each.option(), each.value()),
              each.shapesTraining() ? Remark.Touches.TRAINING : Remark.Touches.FIRST_VALUES));
    }
    if (training.orElse(false) && !isSameInTraining()) {
      remarks.add(
          new Remark(
              unique,
              "training=True in its call, which holds in fit alone: predict and evaluate compute it"
                  + " as in inference, as those of Keras 3 do",
              Remark.Touches.PREDICTION));
    }
    return remarks;
  }

  private boolean isSameInTraining() {
    return SAME_IN_TRAINING.stream().anyMatch(type -> type.isInstance(layer));
  }
}
