package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.cornu.constraints.Constraint;
import org.cornu.graph.DType;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.ops.Reshaping;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * An {@link Embedding} that also leads back: integers (...) to (..., outputDim), and reversed (...,
 * outputDim) to a logit for each number of the vocabulary, (..., inputDim) (Keras: {@code
 * ReversibleEmbedding}; Press and Wolf 2016). A net calls it both ways:
 *
 * <pre>{@code
 * ReversibleEmbedding embedding = reversibleEmbedding(1000, 32);
 * Shared<ReversibleEmbedding> words = shared(embedding);
 * Value logits = words.as(embedding.reverse()).on(dense(32).on(words.on(tokens)));
 * }</pre>
 *
 * @param embedding what it is
 * @param tied whether the way back goes by the same weights, transposed
 * @param reverseDtype in which the way back is computed; empty for the layer's precision
 * @param logitSoftCap c of {@code c * tanh(logits / c)}, above 0; empty for logits as they are
 * @param reversed whether it leads back (Keras: {@code reverse=True} of a call)
 */
public record ReversibleEmbedding(
    Embedding embedding,
    boolean tied,
    Optional<DType> reverseDtype,
    OptionalDouble logitSoftCap,
    boolean reversed)
    implements Layer {

  private static final String WEIGHT = "embeddings";
  private static final String REVERSE_WEIGHT = "reverse_embeddings";

  public ReversibleEmbedding {
    Objects.requireNonNull(embedding, "reversibleEmbedding needs an embedding, got null");
    Objects.requireNonNull(logitSoftCap, "reversibleEmbedding needs a cap or none, got null");
    if (reverseDtype.isPresent() && reverseDtype.get() != DType.FLOAT32) {
      throw new IllegalArgumentException(
          "reverseDtype needs FLOAT32, which is all that Cornu has, got " + reverseDtype.get());
    }
    if (logitSoftCap.isPresent() && !(logitSoftCap.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "logitSoftCap needs a number above 0, got " + logitSoftCap.getAsDouble());
    }
  }

  /** With Keras's defaults. */
  static ReversibleEmbedding of(int inputDim, int outputDim) {
    Embedding embedding = Embedding.of(inputDim, outputDim);
    return new ReversibleEmbedding(
        embedding, true, Optional.empty(), OptionalDouble.empty(), false);
  }

  private ReversibleEmbedding with(Embedding changed) {
    return new ReversibleEmbedding(changed, tied, reverseDtype, logitSoftCap, reversed);
  }

  /** With weights of its own for the way back (Keras: {@code tie_weights=False}). */
  public ReversibleEmbedding untied() {
    return new ReversibleEmbedding(embedding, false, reverseDtype, logitSoftCap, reversed);
  }

  /** With the way back in this precision, FLOAT32, whatever the layer's is. */
  public ReversibleEmbedding reverseDtype(DType dtype) {
    Objects.requireNonNull(dtype, "reverseDtype needs a dtype, got null");
    return new ReversibleEmbedding(embedding, tied, Optional.of(dtype), logitSoftCap, reversed);
  }

  /** With logits kept within (-cap, cap) by a tanh; cap above 0. */
  public ReversibleEmbedding logitSoftCap(double cap) {
    return new ReversibleEmbedding(embedding, tied, reverseDtype, OptionalDouble.of(cap), reversed);
  }

  /** Leading back. */
  public ReversibleEmbedding reverse() {
    return reversed(true);
  }

  /** Leading back or not. */
  public ReversibleEmbedding reversed(boolean isReversed) {
    return new ReversibleEmbedding(embedding, tied, reverseDtype, logitSoftCap, isReversed);
  }

  /** With 0 for steps that do not count; see {@link Embedding#maskZero}. */
  public ReversibleEmbedding maskZero() {
    return with(embedding.maskZero());
  }

  /** With other first values; uniform in [-0.05, 0.05) by default. */
  public ReversibleEmbedding embeddingsInitializer(Initializer initializer) {
    return with(embedding.embeddingsInitializer(initializer));
  }

  /** With vectors that add something to the loss, all of the vocabulary. */
  public ReversibleEmbedding embeddingsRegularizer(Regularizer regularizer) {
    return with(embedding.embeddingsRegularizer(regularizer));
  }

  /** With vectors that each step puts back where they must stay. */
  public ReversibleEmbedding embeddingsConstraint(Constraint constraint) {
    return with(embedding.embeddingsConstraint(constraint));
  }

  /** With an output, of either way, that adds something to the loss: its penalty over the batch. */
  public ReversibleEmbedding activityRegularizer(Regularizer regularizer) {
    return with(embedding.activityRegularizer(regularizer));
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    if (!reversed) {
      return embedding.outputs(inputs);
    }
    Spec x = UnaryLayer.only(inputs);
    int size = embedding.outputDim();
    if (!x.isFloat() || x.shape().numDimensions() == 0 || Shapes.channels(x.shape()) != size) {
      throw new IllegalArgumentException(
          "reversed needs floats (..., %d), its outputDim, got %s".formatted(size, x));
    }
    return List.of(
        Spec.floats(x.shape().take(Shapes.lastAxis(x.shape())).append(embedding.inputDim())));
  }

  @Override
  public List<WeightSpec> weights(List<Spec> inputs) {
    List<WeightSpec> weights = new ArrayList<>(embedding.weights(inputs));
    if (!tied) {
      Shape shape = Shape.of(embedding.outputDim(), embedding.inputDim());
      Initializer initializer = embedding.embeddings().initializer();
      weights.add(WeightSpec.trainable(REVERSE_WEIGHT, shape, initializer));
    }
    return weights;
  }

  @Override
  public boolean makesMask() {
    return !reversed && embedding.makesMask();
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return reversed
        ? List.of(logits(scope, Spec.floats(UnaryLayer.only(inputs))))
        : embedding.call(scope, inputs);
  }

  private Operand<TFloat32> logits(LayerScope scope, Operand<TFloat32> x) {
    LayerScope own =
        reverseDtype.isPresent() ? scope.with(true, Optional.of(DTypePolicy.FLOAT32)) : scope;
    Operand<TFloat32> kernel = scope.weight(tied ? WEIGHT : REVERSE_WEIGHT);
    Operand<TFloat32> y =
        capped(
            scope.tf(),
            Reshaping.byRows(
                scope.tf(),
                x,
                rows -> own.product(rows, kernel, Optional.empty(), this::multiply)));
    embedding
        .activityRegularizer()
        .ifPresent(regularizer -> KernelOptions.penalize(scope, y, regularizer));
    return y;
  }

  private Operand<TFloat32> capped(Ops tf, Operand<TFloat32> logits) {
    if (logitSoftCap.isEmpty()) {
      return logits;
    }
    Operand<TFloat32> cap = tf.constant((float) logitSoftCap.getAsDouble());
    return tf.math.mul(tf.math.tanh(tf.math.div(logits, cap)), cap);
  }

  private <T extends TNumber> Operand<T> multiply(Ops tf, Operand<T> x, Operand<T> kernel) {
    return tf.linalg.matMul(x, kernel, MatMul.transposeB(tied));
  }

  @Override
  public Config config() {
    Config config = embedding.config().with("tie_weights", tied);
    config =
        reverseDtype.isPresent()
            ? config.with("reverse_dtype", reverseDtype.get().kerasName())
            : config;
    return logitSoftCap.isPresent()
        ? config.with("logit_soft_cap", logitSoftCap.getAsDouble())
        : config;
  }

  /** Reads Keras's configuration. */
  public static ReversibleEmbedding from(Config config) {
    config.require("reverse_dtype", DType.FLOAT32.kerasName());
    return new ReversibleEmbedding(
        Embedding.from(config),
        config.flag("tie_weights", true),
        config.has("reverse_dtype") ? Optional.of(DType.FLOAT32) : Optional.empty(),
        config.has("logit_soft_cap")
            ? OptionalDouble.of(config.number("logit_soft_cap"))
            : OptionalDouble.empty(),
        false);
  }
}
