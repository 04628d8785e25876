package org.cornu.saving;

import static org.cornu.activations.Activations.celu;
import static org.cornu.activations.Activations.gelu;
import static org.cornu.activations.Activations.glu;
import static org.cornu.activations.Activations.hardShrink;
import static org.cornu.activations.Activations.hardSigmoid;
import static org.cornu.activations.Activations.logSoftmax;
import static org.cornu.activations.Activations.relu;
import static org.cornu.activations.Activations.softShrink;
import static org.cornu.activations.Activations.sparsemax;
import static org.cornu.activations.Activations.squareplus;
import static org.cornu.activations.Activations.threshold;
import static org.cornu.initializers.Initializers.constant;
import static org.cornu.layers.Layers.activation;
import static org.cornu.layers.Layers.activityRegularization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.prelu;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.regularizers.Regularizers.l2;

import java.util.List;
import java.util.stream.Stream;
import org.cornu.activations.ActivationFunction;
import org.cornu.constraints.Constraints;
import org.cornu.layers.Activation;
import org.cornu.layers.Layer;

/** Activations with options, and the layers that are one, that a file can hold. */
final class ActivationCases {

  private ActivationCases() {}

  private static List<ActivationFunction> functions() {
    return List.of(
        celu(),
        celu(0.5),
        gelu(),
        gelu(true),
        hardShrink(),
        hardShrink(1),
        hardSigmoid(0.2),
        logSoftmax(),
        softShrink(),
        softShrink(1),
        sparsemax(),
        squareplus(),
        squareplus(2),
        threshold(0.5, -2),
        relu(3),
        relu(Double.POSITIVE_INFINITY).negativeSlope(0.25),
        relu(3).threshold(0.5).negativeSlope(0.125),
        new org.cornu.activations.Softmax(List.of(-1, 1)));
  }

  static Stream<Layer> layers() {
    return Stream.concat(
        functions().stream()
            .flatMap(each -> Stream.of(new Activation(each), dense(4).activation(each))),
        Stream.of(
            activation(glu()),
            activation(glu(2)),
            activation(logSoftmax(2)),
            activation(sparsemax(1)),
            softmax(-1),
            softmax(1, 2),
            prelu(),
            prelu()
                .sharedAxes(1, 2)
                .alphaInitializer(constant(0.5))
                .alphaRegularizer(l2(0.1))
                .alphaConstraint(Constraints.nonNeg()),
            activityRegularization(0.1, 0.25)));
  }
}
