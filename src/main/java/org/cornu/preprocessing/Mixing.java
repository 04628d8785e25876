package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.List;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Layer;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * A layer that mixes each image of a batch with another one while training, and labels with it: it
 * reads images, or images and labels, and gives the same. Labels are floats (classes), such as rows
 * of zeros with a one.
 */
interface Mixing extends Layer {

  /** Where the images' channels are. */
  Layout layout();

  /** Emits the ops that draw and mix; images are (batch, height, width, channels). */
  Mixed mix(LayerScope scope, Operand<TFloat32> images);

  /**
   * Mixed images.
   *
   * @param images (batch, height, width, channels)
   * @param order the image with which each was mixed, (batch)
   * @param weight how much of its own label each keeps, (batch)
   */
  record Mixed(Operand<TFloat32> images, Operand<TInt32> order, Operand<TFloat32> weight) {

    /** The labels of the images. */
    Operand<TFloat32> labels(Ops tf, Operand<TFloat32> labels) {
      Operand<TFloat32> own = tf.expandDims(weight, tf.constant(1));
      return blend(tf, own, labels, tf.gather(labels, order, tf.constant(0)));
    }
  }

  /** So much of one, and the rest of another. */
  static Operand<TFloat32> blend(
      Ops tf, Operand<TFloat32> weight, Operand<TFloat32> one, Operand<TFloat32> other) {
    return tf.math.add(
        tf.math.mul(weight, one), tf.math.mul(tf.math.sub(tf.constant(1f), weight), other));
  }

  /** All places of a batch in the order of numbers, each order equally likely. */
  static Operand<TInt32> order(Ops tf, Operand<TFloat32> uniform) {
    return tf.nn.topK(uniform, Drawn.size(tf, uniform, 0), new TopK.Options[0]).indices();
  }

  @Override
  default List<Spec> outputs(List<Spec> inputs) {
    if (inputs.size() != 1 && inputs.size() != 2) {
      throw new IllegalArgumentException(
          "needs images, or images and labels, got %d inputs".formatted(inputs.size()));
    }
    Images.last(layout(), inputs.get(0).shape());
    List<Spec> outputs = new ArrayList<>();
    outputs.add(Spec.floats(inputs.get(0).shape()));
    if (inputs.size() == 2) {
      Spec labels = inputs.get(1);
      if (labels.shape().numDimensions() != 1 || labels.dtype() != DType.FLOAT32) {
        throw new IllegalArgumentException("needs labels (classes) as floats, got " + labels);
      }
      outputs.add(labels);
    }
    return outputs;
  }

  @Override
  default List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<TFloat32> images = scope.floats(inputs.get(0));
    List<Operand<? extends TType>> outputs = new ArrayList<>(List.of(images));
    inputs.stream().skip(1).forEach(outputs::add);
    if (scope.training()) {
      Mixed mixed = mix(scope, layout().last(tf, images));
      outputs.set(0, layout().stored(tf, mixed.images()));
      if (inputs.size() == 2) {
        outputs.set(1, mixed.labels(tf, scope.floats(inputs.get(1))));
      }
    }
    return outputs;
  }
}
