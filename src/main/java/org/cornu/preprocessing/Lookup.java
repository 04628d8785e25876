package org.cornu.preprocessing;

import java.util.List;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * A layer that gives each token of a vocabulary a number of its own (Keras: {@code IndexLookup}):
 * first, with a mask, 0 for it; then those of tokens that are not in the vocabulary; then the
 * vocabulary's.
 *
 * @param <T> tokens
 */
interface Lookup<T> extends Layer {

  /** Keras's name of them. */
  String IDF_WEIGHTS = "idf_weights";

  /** The tokens and the options. */
  Vocabulary<T> vocabulary();

  /** The type of tokens. */
  DType tokenType();

  /**
   * Emits the ops that find the place of each token in the vocabulary.
   *
   * @param tokens (batch, ...)
   * @return the place, or -1
   */
  Operand<TInt64> places(Ops tf, Operand<? extends TType> tokens);

  /** Emits the ops that give each token one of the numbers for those beyond the vocabulary. */
  Operand<TInt64> hashes(Ops tf, Operand<? extends TType> tokens);

  /** These tokens as a constant. */
  Operand<? extends TType> constant(Ops tf, List<T> tokens);

  /** Which tokens are this one. */
  Operand<TBool> equal(Ops tf, Operand<? extends TType> tokens, T token);

  private LookupOptions options() {
    return vocabulary().options();
  }

  @Override
  default List<Spec> outputs(List<Spec> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("needs one input, got " + inputs.size());
    }
    Spec input = inputs.get(0);
    boolean isInverted = options().inverted();
    boolean isWhole = input.dtype() == DType.INT32 || input.dtype() == DType.INT64;
    if (isInverted || tokenType() == DType.INT64 ? !isWhole : input.dtype() != tokenType()) {
      throw new IllegalArgumentException(
          "needs %s, got %s; give input(...) the dtype"
              .formatted(
                  isInverted || tokenType() == DType.INT64
                      ? "int32 or int64"
                      : tokenType().kerasName(),
                  input));
    }
    if (vocabulary().tokens().isEmpty()) {
      throw new IllegalArgumentException("needs a vocabulary: adapt(data) finds one");
    }
    DType type =
        isInverted
            ? tokenType()
            : options().mode() == OutputMode.TF_IDF ? DType.FLOAT32 : DType.INT64;
    int depth = vocabulary().depth();
    return List.of(options().mode().spec(input.shape(), depth, type));
  }

  @Override
  default List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    if (options().inverted()) {
      return List.of(tokens(tf, tf.dtypes.cast(inputs.get(0), TInt64.class)));
    }
    Operand<TInt64> numbers = numbers(tf, inputs.get(0));
    int depth = vocabulary().depth();
    return List.of(
        switch (options().mode()) {
          case INT -> numbers;
          case TF_IDF -> {
            Operand<TFloat32> none = tf.constant(new float[0]);
            Operand<TFloat32> counts = options().mode().rows(tf, numbers, depth, none);
            yield tf.math.mul(counts, scope.weight(IDF_WEIGHTS));
          }
          default -> options().mode().rows(tf, numbers, depth, tf.constant(new long[0]));
        });
  }

  /** The weights of the tokens, as Keras has them in its files too; of padding 0. */
  @Override
  default List<WeightSpec> weights(List<Spec> inputs) {
    if (options().mode() != OutputMode.TF_IDF) {
      return List.of();
    }
    Shape shape = Shape.of(vocabulary().depth());
    return List.of(WeightSpec.state(IDF_WEIGHTS, shape, (size, draws) -> idfWeights()));
  }

  private float[] idfWeights() {
    float[] weights = new float[vocabulary().depth()];
    for (int i = 0; i < options().idfWeights().size(); i++) {
      weights[i] = options().idfWeights().get(i).floatValue();
    }
    return weights;
  }

  private Operand<TInt64> numbers(Ops tf, Operand<? extends TType> tokens) {
    Operand<TInt64> places = places(tf, tokens);
    Operand<TInt64> known = tf.math.add(places, tf.constant((long) vocabulary().special()));
    Operand<TBool> isKnown = tf.math.greaterEqual(places, tf.constant(0L));
    Operand<TBool> isMask = vocabulary().mask().map(token -> equal(tf, tokens, token)).orElse(null);
    Operand<TInt64> numbers;
    if (options().oovIndices() == 0) {
      var allowed = isMask == null ? isKnown : tf.math.logicalOr(isKnown, isMask);
      var all = tf.reduceAll(allowed, tf.range(tf.constant(0), tf.rank(allowed), tf.constant(1)));
      Ops checked =
          tf.withControlDependencies(
              tf.assertThat(
                  all,
                  List.of(
                      tf.constant(
                          "a lookup without numbers for tokens beyond its vocabulary needs all in it, got others; give it an oovIndices of 1"))));
      numbers = checked.identity(known);
    } else {
      Operand<TInt64> start = tf.constant((long) vocabulary().oovStart());
      Operand<TInt64> beyond =
          options().oovIndices() == 1 ? start : tf.math.add(hashes(tf, tokens), start);
      numbers = tf.select(isKnown, known, beyond);
    }
    // Beyond every row a number is left out.
    long masked = options().mode() == OutputMode.INT ? 0 : Long.MAX_VALUE;
    return isMask == null ? numbers : tf.select(isMask, tf.constant(masked), numbers);
  }

  @SuppressWarnings("unchecked") // gather and select keep the table's type
  private Operand<? extends TType> tokens(Ops tf, Operand<TInt64> numbers) {
    List<T> all = vocabulary().inverted();
    Operand<TInt64> last = tf.constant(all.size() - 1L);
    var isBelow = tf.math.less(numbers, tf.constant(0L));
    Operand<TInt64> within = tf.select(isBelow, last, tf.math.minimum(numbers, last));
    return tf.gather((Operand<TType>) constant(tf, all), within, tf.constant(0));
  }
}
