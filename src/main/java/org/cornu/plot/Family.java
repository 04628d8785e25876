package org.cornu.plot;

import java.awt.Color;
import java.util.Set;

/** Kinds of layers, told by Keras's class names, and the tint that each kind has in a plot. */
final class Family {

  private static final Set<String> KERNELS =
      Set.of(
          "Dense", "EinsumDense", "Embedding", "LSTM", "GRU", "SimpleRNN", "RNN", "Bidirectional");
  private static final Set<String> MERGES =
      Set.of("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate", "Dot");
  private static final Set<String> ACTIVATIONS = Set.of("Activation", "ELU", "Softmax");
  private static final Set<String> NETS = Set.of("Functional", "Sequential", "Model");

  private Family() {}

  /** A kind, in a tint so light that text in ink reads well on it; the class name says it too. */
  enum Kind {
    INPUT(0xE3E3E3),
    KERNEL(0xCFE4F4),
    MERGE(0xFADBC8),
    NORMALIZATION(0xCDECDF),
    ACTIVATION(0xFBEFC0),
    POOLING(0xEDD8E6),
    NESTED(0xDCDCEC),
    OTHER(0xF1F1F1);

    private final Color tint;

    Kind(int rgb) {
      tint = new Color(rgb);
    }

    Color tint() {
      return tint;
    }
  }

  static Kind of(String className) {
    if (className.startsWith("Input")) {
      return Kind.INPUT;
    }
    if (className.contains("Pooling")) {
      return Kind.POOLING;
    }
    if (className.endsWith("Normalization")) {
      return Kind.NORMALIZATION;
    }
    if (className.endsWith("ReLU") || ACTIVATIONS.contains(className)) {
      return Kind.ACTIVATION;
    }
    if (MERGES.contains(className)) {
      return Kind.MERGE;
    }
    if (className.contains("Conv")
        || className.contains("Attention")
        || KERNELS.contains(className)) {
      return Kind.KERNEL;
    }
    return NETS.contains(className) ? Kind.NESTED : Kind.OTHER;
  }
}
