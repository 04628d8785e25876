package org.cornu.losses;

import java.util.OptionalInt;
import org.tensorflow.ndarray.Shape;

/** A loss of classes of which one is right, along an axis. */
interface ChoiceLoss extends Loss {

  /** The axis of the classes. */
  int axis();

  @Override
  default void checkLabels(OptionalInt classes, long width) {
    if (axis() == ClassAxis.LAST) {
      Labels.requireChoice(name(), width);
    } else {
      Loss.super.checkLabels(classes, width);
    }
  }

  @Override
  default void checkOutput(Shape output) {
    ClassAxis.check(name(), axis(), output);
  }
}
