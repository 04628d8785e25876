package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Objective.objective;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.List;
import java.util.function.Function;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.UnaryLayer;
import org.cornu.layers.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** Values that are no floats, on their way into a net and out of it. */
class TypedValuesTest {

  /** Gives its input in another type. */
  private record Converted(DType to) implements Layer {

    @Override
    public List<Spec> outputs(List<Spec> inputs) {
      return List.of(new Spec(inputs.get(0).shape(), to));
    }

    @Override
    public List<Operand<? extends TType>> call(
        LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
      return List.of(scope.tf().dtypes.cast(inputs.get(0), to.type()));
    }
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, mode = EnumSource.Mode.EXCLUDE, names = "STRING")
  void anOutputOfAnyTypeIsAnswered(DType type) {
    Input x = input(2).named("x");
    Value y = dense(1).named("y").on(x);
    Value typed = new Converted(type).named("typed").on(x);
    Dataset data = Dataset.of(Part.floats("x", new float[] {0, 1, 1, 0}, 2));
    try (Model model =
        Functional.of(x, y, typed).compile(sgd(.1), objective("y", meanSquaredError()))) {
      assertThat(model.predictByOutput(data).get("typed"))
          .isDeepEqualTo(new float[][] {{0, 1}, {1, 0}});
      model.trainOnBatch(data.withTargets(Part.floats("y", new float[2], 1)));
    }
  }

  @Test
  void aPartOfEachTypeReachesANetThatReadsIt() {
    check(DType.INT32, name -> Part.ints(name, new int[] {3, 200}, 1));
    check(DType.INT64, name -> Part.longs(name, new long[] {3, 200}, 1));
    check(DType.UINT8, name -> Part.bytes(name, new byte[] {3, (byte) 200}, 1));
    check(DType.FLOAT32, name -> Part.bytes(name, new byte[] {3, (byte) 200}, 1));
  }

  private static void check(DType type, Function<String, Part> part) {
    Sequential net = Sequential.of(input(1).dtype(type).named("x"), new Scale(2));
    Dataset data = Dataset.of(part.apply("x"));
    try (Model model = net.compile(sgd(1e-5), meanSquaredError())) {
      assertThat(model.predict(data)).as("%s", type).isDeepEqualTo(new float[][] {{6}, {400}});
      Dataset labelled = data.withTargets(Part.floats("y", new float[] {6, 400}, 1));
      assertThat(model.evaluate(labelled).loss()).isZero();
      assertThat(model.trainOnBatch(labelled)).containsEntry("loss", 0d);
    }
  }

  @Test
  void whatCannotBeTrainedIsNamed() {
    Input x = input(2).named("x");
    Value ids = new Converted(DType.INT32).named("ids").on(dense(1).on(x));
    Value sum = new Total().named("sum").on(x);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Functional.of(x, ids).compile(sgd(.1), objective("ids", meanSquaredError())))
        .withMessageContainingAll("compile needs", "floats", "\"ids\"", "(1,) int32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Functional.of(x, sum).compile(sgd(.1), meanSquaredError()))
        .withMessageContainingAll("compile needs", "an axis or more", "\"sum\"", "()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dense(2).on(sum))
        .withMessageContainingAll("Dense: needs an input of an axis or more", "\"sum\"");
  }

  /** The sum of a row, without an axis. */
  private record Total() implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return Shape.scalar();
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      return scope.tf().reduceSum(x, scope.tf().constant(1));
    }
  }

  @Test
  void anAnswerWithoutAnAxisIsARowOfOne() {
    Input x = input(2).named("x");
    Value sum = new Total().named("sum").on(x);
    try (Model model =
        Functional.of(x, sum, new Scale(1).named("y").on(x))
            .compile(sgd(.1), objective("y", meanSquaredError()))) {
      assertThat(
              model
                  .predictByOutput(Dataset.of(Part.floats("x", new float[] {1, 2, 3, 4}, 2)))
                  .get("sum"))
          .isDeepEqualTo(new float[][] {{3}, {7}});
    }
  }
}
