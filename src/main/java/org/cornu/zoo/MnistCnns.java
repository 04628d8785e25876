package org.cornu.zoo;

import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.softmax;

import java.util.List;
import org.cornu.Sequential;

/**
 * Five small CNNs for MNIST, each adding one idea to the one before: (28, 28, 1) to the
 * probabilities of (10) digits. They follow a Keras notebook of 2017.
 */
public final class MnistCnns {

  private MnistCnns() {}

  // One line a step of the picture, which the formatter would tear apart.
  // spotless:off

  /** One convolution. */
  public static Sequential model1() {
    return Sequential.of(
            input(28, 28, 1),
            conv2d(32, 5), relu(),
            maxPooling2d(2),
            flatten(),
            dense(10), softmax())
        .named("model1");
  }

  /** A dense layer added. */
  public static Sequential model2() {
    return Sequential.of(
            input(28, 28, 1),
            conv2d(32, 5), relu(),
            maxPooling2d(2),
            flatten(),
            dense(128), relu(),
            dense(10), softmax())
        .named("model2");
  }

  /** Two convolutions of 3x3 in place of one of 5x5. */
  public static Sequential model3() {
    return Sequential.of(
            input(28, 28, 1),
            conv2d(32, 3), relu(),
            conv2d(32, 3), relu(),
            maxPooling2d(2),
            flatten(),
            dense(128), relu(),
            dense(10), softmax())
        .named("model3");
  }

  /** Dropout added. */
  public static Sequential model4() {
    return Sequential.of(
            input(28, 28, 1),
            conv2d(32, 3), relu(),
            conv2d(32, 3), relu(),
            maxPooling2d(2),
            dropout(0.25),
            flatten(),
            dense(128), dropout(0.5), relu(),
            dense(10), softmax())
        .named("model4");
  }

  /** Batch normalization in place of dropout. */
  public static Sequential model5() {
    return Sequential.of(
            input(28, 28, 1),
            conv2d(32, 3), batchNormalization(), relu(),
            conv2d(32, 3), batchNormalization(), relu(),
            maxPooling2d(2),
            flatten(),
            dense(128), batchNormalization(), relu(),
            dense(10), batchNormalization(), softmax())
        .named("model5");
  }

  // spotless:on

  /** All five, in order. */
  public static List<Sequential> all() {
    return List.of(model1(), model2(), model3(), model4(), model5());
  }
}
