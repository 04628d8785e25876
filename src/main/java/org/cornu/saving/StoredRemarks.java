package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.LeftOut;
import org.cornu.layers.Activation;
import org.cornu.layers.ActivityRegularization;
import org.cornu.layers.Embedding;
import org.cornu.layers.GroupNormalization;
import org.cornu.layers.KernelLayer;
import org.cornu.layers.Layer;
import org.cornu.layers.LayerNormalization;
import org.cornu.layers.MergingLayer;
import org.cornu.layers.PReLU;
import org.cornu.layers.RMSNormalization;
import org.cornu.layers.ReshapingLayer;
import org.cornu.layers.Softmax;
import org.cornu.layers.SpatialLayer;
import org.cornu.layers.UnitNormalization;

/** What a file says of a layer and is not taken over. */
final class StoredRemarks {

  private static final List<Class<? extends Layer>> SAME_IN_TRAINING =
      List.of(
          Activation.class,
          KernelLayer.class,
          ActivityRegularization.class,
          MergingLayer.class,
          PReLU.class,
          ReshapingLayer.class,
          Softmax.class,
          SpatialLayer.class,
          Embedding.class,
          GroupNormalization.class,
          LayerNormalization.class,
          RMSNormalization.class,
          UnitNormalization.class);

  private StoredRemarks() {}

  /**
   * All of one layer.
   *
   * @param name in the net
   * @param training what its first call says of training
   */
  static List<Remark> of(Stored.OfLayer layer, String name, Optional<Boolean> training) {
    List<Remark> remarks = new ArrayList<>();
    for (LeftOut each : layer.leftOut()) {
      String what =
          each.shapesPrediction()
              ? each.option() + ": no input has a batch size, so each batch begins anew"
              : "%s, which Cornu lacks, got %s".formatted(each.option(), each.value());
      if (each.shapesPrediction()) {
        remarks.add(new Remark(name, what, Remark.Touches.PREDICTION));
      }
      remarks.add(
          new Remark(
              name,
              what,
              each.shapesTraining() ? Remark.Touches.TRAINING : Remark.Touches.FIRST_VALUES));
    }
    if (training.orElse(false) && !isSameInTraining(layer.layer())) {
      remarks.add(
          new Remark(
              name,
              "training=True in its call, which holds in fit alone: predict and evaluate compute it"
                  + " as in inference, as those of Keras 3 do",
              Remark.Touches.PREDICTION));
    }
    return remarks;
  }

  private static boolean isSameInTraining(Layer layer) {
    return SAME_IN_TRAINING.stream().anyMatch(type -> type.isInstance(layer));
  }
}
