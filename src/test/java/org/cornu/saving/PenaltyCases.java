package org.cornu.saving;

import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.constraints.Constraints.minMaxNorm;
import static org.cornu.constraints.Constraints.nonNeg;
import static org.cornu.constraints.Constraints.unitNorm;
import static org.cornu.initializers.Initializers.constant;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.regularizers.Regularizers.l1;
import static org.cornu.regularizers.Regularizers.l1l2;
import static org.cornu.regularizers.Regularizers.l2;
import static org.cornu.regularizers.Regularizers.orthogonalRegularizer;

import java.util.ArrayList;
import java.util.List;
import org.cornu.constraints.Constraint;
import org.cornu.layers.Layer;
import org.cornu.regularizers.OrthogonalRegularizer.Mode;
import org.cornu.regularizers.Regularizer;

/** What a file can hold of regularizers and constraints, and layers that have them. */
final class PenaltyCases {

  private PenaltyCases() {}

  static List<Regularizer> regularizers() {
    return List.of(
        l1(0.3),
        l2(),
        l1l2(0.1, 0.02),
        orthogonalRegularizer(),
        orthogonalRegularizer(0.7).mode(Mode.COLUMNS));
  }

  static List<Constraint> constraints() {
    return List.of(
        maxNorm(), nonNeg(), unitNorm().axis(0, 1, 2), minMaxNorm(0.5, 1.5).rate(0.3).axis());
  }

  static List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    for (Regularizer each : regularizers()) {
      layers.add(dense(4).kernelRegularizer(each).biasRegularizer(l1()).activityRegularizer(l2()));
    }
    for (Constraint each : constraints()) {
      layers.add(conv2d(3, 2).kernelConstraint(each).biasConstraint(unitNorm()));
    }
    layers.add(
        batchNormalization()
            .gammaInitializer(constant(0.5))
            .gammaRegularizer(l2(0.25))
            .betaRegularizer(l1(0.1))
            .gammaConstraint(maxNorm(1.5))
            .betaConstraint(nonNeg()));
    return layers;
  }
}
