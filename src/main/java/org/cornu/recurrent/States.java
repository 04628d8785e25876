package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.cornu.graph.LayerScope;
import org.cornu.graph.LayerStates;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** States with which sequences begin. */
final class States {

  private States() {}

  /**
   * Checks what a layer reads behind its sequences, or a cell behind its value.
   *
   * @throws IllegalArgumentException if the states are others
   */
  static void require(List<Spec> inputs, List<Spec> states) {
    List<Spec> given = inputs.subList(1, inputs.size());
    boolean fit = given.size() == states.size();
    for (int i = 0; fit && i < given.size(); i++) {
      fit = given.get(i).shape().isCompatibleWith(states.get(i).shape());
    }
    if (!fit) {
      throw new IllegalArgumentException(
          "needs the states %s behind its input, got %s"
              .formatted(Spec.text(states), given.isEmpty() ? "none" : Spec.text(given)));
    }
  }

  /** (batch, sizes...) as a shape. */
  static Operand<TInt32> shape(Ops tf, Operand<TInt32> samples, Shape sizes) {
    List<Operand<TInt32>> all = new ArrayList<>();
    all.add(samples);
    for (long size : sizes.asArray()) {
      all.add(tf.constant(Math.toIntExact(size)));
    }
    return tf.stack(all);
  }

  /** The name of a state that is kept from batch to batch. */
  static String name(int place) {
    return "state_" + place;
  }

  /**
   * Those that are read behind the sequences, or what the batch before has left, or zeros. Those of
   * one sample, such as weights of a layer around, hold for all.
   */
  static List<Operand<TFloat32>> first(
      LayerScope scope,
      List<? extends Operand<? extends TType>> inputs,
      Operand<TInt32> samples,
      List<Shape> shapes) {
    Ops tf = scope.tf();
    List<Operand<TFloat32>> states = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Operand<TFloat32> zeros = tf.zeros(shape(tf, samples, shapes.get(i)), TFloat32.class);
      if (inputs.size() == 1) {
        states.add(LayerStates.read(scope, name(i)).orElse(zeros));
      } else {
        Operand<TFloat32> given = scope.floats(inputs.get(1 + i));
        states.add(given.shape().get(0) == 1 ? tf.math.add(given, zeros) : given);
      }
    }
    return states;
  }
}
