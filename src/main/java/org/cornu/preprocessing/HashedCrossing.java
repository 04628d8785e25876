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
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Texts and whole numbers, taken together, as the number of a bin by their hash: two or more of (1)
 * to (1), as int64, or with {@code oneHot()} to a row of floats, (bins) (Keras: {@code
 * HashedCrossing}, by FarmHash64). Of more than two, Keras 3.15 has no model.
 *
 * <pre>{@code
 * Value place = hashedCrossing(1000).oneHot().on(city, street);
 * }</pre>
 *
 * @param bins how many there are (Keras: {@code num_bins})
 * @param mode INT or ONE_HOT
 */
public record HashedCrossing(int bins, OutputMode mode) implements Layer {

  private static final Shape ONE = Shape.of(1);

  private static final long KERAS_KEY = 0xDECAFCAFFEL; // TensorFlow's default

  public HashedCrossing {
    if (bins < 1) {
      throw new IllegalArgumentException("hashedCrossing needs 1 bin or more, got " + bins);
    }
    Objects.requireNonNull(mode, "hashedCrossing needs a mode, got null");
    if (mode != OutputMode.INT && mode != OutputMode.ONE_HOT) {
      throw new IllegalArgumentException(
          "hashedCrossing needs the mode INT or ONE_HOT, got " + mode);
    }
  }

  /** Giving a row in place of a number. */
  public HashedCrossing oneHot() {
    return new HashedCrossing(bins, OutputMode.ONE_HOT);
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    if (inputs.size() < 2 || !inputs.stream().allMatch(HashedCrossing::canBeTaken)) {
      throw new IllegalArgumentException(
          "needs two inputs or more, texts or whole numbers, of (1) each, got "
              + Spec.text(inputs));
    }
    return List.of(mode.spec(ONE, bins, mode == OutputMode.INT ? DType.INT64 : DType.FLOAT32));
  }

  private static boolean canBeTaken(Spec input) {
    DType type = input.dtype();
    return input.shape().equals(ONE) && type != DType.FLOAT32 && type != DType.BOOL;
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<TInt64> numbers = tf.reshape(crossed(tf, inputs), tf.array(-1, 1));
    Operand<TFloat32> none = tf.constant(new float[0]);
    return List.of(mode == OutputMode.INT ? numbers : mode.rows(tf, numbers, bins, none));
  }

  /** A number for each sample: TensorFlow's Java has an op that hashes otherwise than Keras's. */
  private Operand<TInt64> crossed(Ops tf, List<? extends Operand<? extends TType>> inputs) {
    boolean isText = inputs.stream().allMatch(HashedCrossing::isText);
    Output<?>[] columns =
        inputs.stream().map(each -> known(tf, each).asOutput()).toArray(Output<?>[]::new);
    OperationBuilder builder = tf.scope().opBuilder("SparseCross", "SparseCross");
    for (int sparse = 0; sparse < 3; sparse++) { // no indices, values and shapes of sparse ones
      builder.addInputList(new Output<?>[0]);
    }
    Operation crossed =
        builder
            .addInputList(columns)
            .setAttr("hashed_output", true)
            .setAttr("num_buckets", bins)
            .setAttr("hash_key", KERAS_KEY)
            .setAttr("out_type", DataType.DT_INT64)
            .setAttr("internal_type", isText ? DataType.DT_STRING : DataType.DT_INT64)
            .build();
    return crossed.output(1); // each sample has one combination, so that none lacks or is twice
  }

  private static boolean isText(Operand<? extends TType> x) {
    return x.asOutput().type() == TString.class;
  }

  private static Operand<? extends TType> known(Ops tf, Operand<? extends TType> x) {
    return isText(x) ? x : tf.dtypes.cast(x, TInt64.class);
  }

  /** With the type that Keras needs here: whole numbers have one of their own. */
  @Override
  public Config config() {
    return Config.of("num_bins", bins)
        .with("output_mode", Choice.name(mode))
        .with("dtype", mode == OutputMode.INT ? "int64" : "float32");
  }

  /** Reads Keras's configuration. */
  public static HashedCrossing from(Config config) {
    config.require("sparse", false);
    config.ignore("dtype");
    return new HashedCrossing(
        config.integer("num_bins"), Choice.from(config, "output_mode", OutputMode.INT));
  }
}
