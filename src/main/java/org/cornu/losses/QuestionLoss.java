package org.cornu.losses;

import java.util.OptionalInt;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;
import org.tensorflow.ndarray.Shape;

/** A loss of yes-or-no questions along an axis, which may be answered before a sigmoid. */
interface QuestionLoss extends Loss {

  /** The axis of the questions. */
  int axis();

  @Override
  default void checkLabels(OptionalInt classes, long width) {
    Loss.super.checkLabels(classes, width);
    Labels.requireQuestions(name(), classes);
  }

  @Override
  default boolean readsLogitsOf(ActivationFunction activation) {
    return activation.equals(KerasActivation.SIGMOID);
  }

  @Override
  default void checkOutput(Shape output) {
    ClassAxis.check(name(), axis(), output);
  }
}
