package org.cornu.preprocessing;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Numbers of categories as rows of floats (Keras: {@code CategoryEncoding}): (n) to (tokens), or
 * with {@code oneHot()} to (n, tokens), of one number to (tokens). Numbers that are too large are
 * left out; one below 0 is an error, but for {@code oneHot()}.
 *
 * <p>With {@code count()} it reads weights of the numbers as well: {@code
 * categoryEncoding(5).count().on(numbers, weights)}, both (n). Keras's files hold such a call in
 * another way, so a net with one is Cornu's alone.
 *
 * @param tokens how many categories there are (Keras: {@code num_tokens})
 * @param mode ONE_HOT, MULTI_HOT or COUNT
 */
public record CategoryEncoding(int tokens, OutputMode mode) implements Layer {

  public CategoryEncoding {
    if (tokens < 1) {
      throw new IllegalArgumentException("categoryEncoding needs 1 token or more, got " + tokens);
    }
    Objects.requireNonNull(mode, "categoryEncoding needs a mode, got null");
    if (mode == OutputMode.INT || mode == OutputMode.TF_IDF) {
      throw new IllegalArgumentException(
          "categoryEncoding needs the mode ONE_HOT, MULTI_HOT or COUNT, got " + mode);
    }
  }

  /** A row for each number. */
  public CategoryEncoding oneHot() {
    return new CategoryEncoding(tokens, OutputMode.ONE_HOT);
  }

  /** Counts in place of ones. */
  public CategoryEncoding count() {
    return new CategoryEncoding(tokens, OutputMode.COUNT);
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    boolean isWeighed = inputs.size() == 2 && mode == OutputMode.COUNT;
    if (inputs.size() != 1 && !isWeighed) {
      throw new IllegalArgumentException(
          "needs one input, numbers, or with count() two, numbers and weights, got "
              + inputs.size());
    }
    if (isWeighed && !inputs.get(0).shape().equals(inputs.get(1).shape())) {
      throw new IllegalArgumentException(
          "needs a weight for each number, got " + Spec.text(inputs));
    }
    return List.of(mode.spec(inputs.get(0).shape(), tokens, DType.FLOAT32));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<TInt64> numbers = tf.dtypes.cast(inputs.get(0), TInt64.class);
    Operand<TFloat32> none = tf.constant(new float[0]);
    return List.of(
        inputs.size() == 2
            ? OutputMode.weighed(tf, numbers, tokens, scope.floats(inputs.get(1)))
            : mode.rows(tf, numbers, tokens, none));
  }

  @Override
  public Config config() {
    return Config.of("num_tokens", tokens).with("output_mode", Choice.name(mode));
  }

  /** Reads Keras's configuration. */
  public static CategoryEncoding from(Config config) {
    config.require("sparse", false);
    return new CategoryEncoding(
        config.integer("num_tokens"), Choice.from(config, "output_mode", OutputMode.MULTI_HOT));
  }
}
