package org.cornu.layers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.constraints.Constraint;
import org.cornu.graph.DType;
import org.cornu.graph.LayerGradients;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * A learned vector for each number of a vocabulary: integers (...) to (..., outputDim) (Keras:
 * {@code Embedding}). Embeddings (inputDim, outputDim). Floats are cut to integers; a number that
 * is not in the vocabulary ends the run with an error on a processor.
 *
 * @param inputDim size of the vocabulary: numbers from 0 to one less, 1 or more
 * @param outputDim size of a vector, 1 or more
 * @param embeddings first values, and what holds them back
 * @param masksZero whether the number 0 stands for a step that does not count
 * @param activityRegularizer what the vectors of a batch add to the loss; empty for nothing
 */
public record Embedding(
    int inputDim,
    int outputDim,
    WeightOptions embeddings,
    boolean masksZero,
    Optional<Regularizer> activityRegularizer)
    implements Layer {

  private static final String WEIGHT = "embeddings";
  private static final Initializer USUAL = Initializers.randomUniform(-0.05, 0.05);

  public Embedding {
    Objects.requireNonNull(embeddings, "embedding needs options of its weights, got null");
    Objects.requireNonNull(
        activityRegularizer, "embedding needs a regularizer or an empty one, got null");
    if (inputDim < 1 || outputDim < 1) {
      throw new IllegalArgumentException(
          "embedding needs a vocabulary of 1 or more and vectors of 1 or more, got %d and %d"
              .formatted(inputDim, outputDim));
    }
  }

  /** With Keras's defaults. */
  static Embedding of(int inputDim, int outputDim) {
    return new Embedding(inputDim, outputDim, WeightOptions.of(USUAL), false, Optional.empty());
  }

  /** With 0 for steps that do not count; layers that follow leave them out as far as they can. */
  public Embedding maskZero() {
    return new Embedding(inputDim, outputDim, embeddings, true, activityRegularizer);
  }

  /** With other first values; uniform in [-0.05, 0.05) by default. */
  public Embedding embeddingsInitializer(Initializer initializer) {
    return with(embeddings.initialized(initializer));
  }

  /** With vectors that add something to the loss, all of the vocabulary. */
  public Embedding embeddingsRegularizer(Regularizer regularizer) {
    return with(embeddings.regularized(regularizer));
  }

  /** With vectors that each step puts back where they must stay. */
  public Embedding embeddingsConstraint(Constraint constraint) {
    return with(embeddings.constrained(constraint));
  }

  /** With an output that adds something to the loss: the penalty of a batch over its size. */
  public Embedding activityRegularizer(Regularizer regularizer) {
    Objects.requireNonNull(regularizer, "a layer's output needs a regularizer, got null");
    return new Embedding(inputDim, outputDim, embeddings, masksZero, Optional.of(regularizer));
  }

  private Embedding with(WeightOptions options) {
    return new Embedding(inputDim, outputDim, options, masksZero, activityRegularizer);
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    return List.of(Spec.floats(UnaryLayer.only(inputs).numbers().shape().append(outputDim)));
  }

  @Override
  public List<WeightSpec> weights(List<Spec> inputs) {
    return List.of(embeddings.weight(WEIGHT, Shape.of(inputDim, outputDim)));
  }

  @Override
  public boolean makesMask() {
    return masksZero;
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<? extends TType> x = UnaryLayer.only(inputs);
    Operand<? extends TNumber> ids = ids(tf, x);
    if (masksZero) {
      Operand<TInt32> small = tf.dtypes.cast(ids, TInt32.class);
      scope.giveMask(tf.math.notEqual(small, tf.constant(0)));
    }
    Operand<TFloat32> y = tf.gather(scope.weight(WEIGHT), ids, tf.constant(0));
    if (activityRegularizer.isPresent()) {
      KernelOptions.penalize(scope, y, activityRegularizer.get());
    } else if (DType.of(x) != DType.FLOAT32) {
      scope.cheaperGradients((backward, dy) -> gradients(backward, ids, dy.get(0)));
    }
    return List.of(y);
  }

  private static Operand<? extends TNumber> ids(Ops tf, Operand<? extends TType> x) {
    return switch (DType.of(x)) {
      case INT32, INT64 -> numbers(x);
      default -> tf.dtypes.cast(x, TInt32.class);
    };
  }

  @SuppressWarnings("unchecked") // the type was looked at
  private static Operand<? extends TNumber> numbers(Operand<? extends TType> x) {
    return (Operand<? extends TNumber>) x;
  }

  /** The sum of what came back for each number of the vocabulary, in one op. */
  private LayerGradients gradients(Ops tf, Operand<? extends TNumber> ids, Operand<TFloat32> dy) {
    Operand<TFloat32> sums = tf.math.unsortedSegmentSum(dy, ids, tf.constant(inputDim));
    // Over open sizes TensorFlow does not know the shape, which an exchange with others needs.
    Operand<TFloat32> shaped = tf.ensureShape(sums, Shape.of(inputDim, outputDim));
    return LayerGradients.ofInputs(List.of()).weight(WEIGHT, shaped);
  }

  @Override
  public Config config() {
    Config config =
        Config.of("input_dim", inputDim)
            .with("output_dim", outputDim)
            .with(embeddings.config(WEIGHT))
            .with("mask_zero", masksZero);
    return activityRegularizer.isPresent()
        ? config.with("activity_regularizer", activityRegularizer.get())
        : config;
  }

  /** Reads Keras's configuration, of whatever Keras. */
  public static Embedding from(Config config) {
    KernelOptions.requirePlain(config);
    config.ignore("input_length"); // the input's shape says it
    return new Embedding(
        config.integer("input_dim"),
        config.integer("output_dim"),
        WeightOptions.from(config, WEIGHT, USUAL),
        config.flag("mask_zero", false),
        WeightOptions.regularizer(config, "activity"));
  }
}
