package org.cornu.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.functions.Functions.cast;
import static org.cornu.functions.Functions.divide;
import static org.cornu.functions.Functions.einsum;
import static org.cornu.functions.Functions.expandDims;
import static org.cornu.functions.Functions.greater;
import static org.cornu.functions.Functions.matmul;
import static org.cornu.functions.Functions.notEqual;
import static org.cornu.functions.Functions.oneHot;
import static org.cornu.functions.Functions.power;
import static org.cornu.functions.Functions.sqrt;
import static org.cornu.functions.Functions.squeeze;
import static org.cornu.functions.Functions.sum;
import static org.cornu.functions.Functions.where;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.globalMaxPooling1d;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.masking;
import static org.cornu.layers.Layers.softmax;

import java.util.List;
import org.cornu.goldens.Tensors;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Input;
import org.cornu.layers.UnaryLayer;
import org.cornu.layers.Value;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Functions and masks as a user writes them; their numbers are held to Keras's by files. */
class FunctionCallsTest {

  private static final Input X = input(4);

  private static float[] run(Value output, float... x) {
    Net net = Net.of(List.of(X), List.of(output));
    return floats(NetRun.of(net).inference(Tensors.of(Shape.of(x.length / 4, 4), x)).output());
  }

  @Test
  void functionsAreCalledAsLayersAre() {
    Value shares = divide().on(X, sum(-1).keepDims().on(X));

    assertThat(run(shares, 1, 2, 3, 4)).containsExactly(0.1f, 0.2f, 0.3f, 0.4f);
    assertThat(run(power(2).on(shares), 1, 1, 1, 1))
        .containsExactly(.0625f, .0625f, .0625f, .0625f);
    assertThat(run(where().on(greater(2).on(X), X, sqrt().on(X)), 1, 4, 9, 0))
        .containsExactly(1, 4, 9, 0);
  }

  @Test
  void aMaskThatIsReadLeavesOutWhatItSays() {
    Value probabilities = softmax(-1).on(X, notEqual(0).on(X));

    assertThat(run(probabilities, 5, 5, 0, 0)).containsExactly(.5f, .5f, 0, 0);
    assertThat(run(probabilities, 0, 0, 0, 0)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void aMaskThatTravelsIsOfAsManyAxesAsTheInputOfASoftmaxOrRefused() {
    Input sequence = input(2, 3);
    Net net = Net.of(List.of(sequence), List.of(masking().on(sequence).then(softmax(-1))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetRun.of(net).inference(Tensors.filled(Shape.of(1, 2, 3), 1)))
        .withMessageContainingAll("a mask (batch, steps) travels", "which has more axes, (2, 3)");
  }

  /** Says that all steps but the first count. */
  private record Masks(boolean makesMask) implements UnaryLayer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      scope.giveMask(scope.tf().math.greater(x, scope.tf().constant(0f)));
      return x;
    }
  }

  @Test
  void aLayerThatMakesMasksSaysSo() {
    assertThat(run(new Masks(true).on(X).then(softmax(-1)), 2, 2, 0, 0))
        .containsExactly(.5f, .5f, 0, 0);
    assertThatThrownBy(() -> run(new Masks(false).on(X).then(softmax(-1)), 2, 2, 0, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("gives a mask", "makesMask()");
  }

  @Test
  void whatAFunctionCannotTakeIsRefused() {
    Value ids = cast(DType.INT32).on(X);
    Input matrix = input(2, 3);

    refused(() -> sqrt().on(ids), "needs floats, got (4,) int32; put cast(DType.FLOAT32)");
    refused(() -> oneHot(3).on(X), "needs whole numbers, got (4,)", "cast(DType.INT32)");
    refused(() -> where().on(X, X, X), "needs booleans, got (4,)", "greater(0.5)");
    refused(() -> divide().on(X, matrix), "needs inputs of one shape", "(4,) and (2, 3)");
    refused(() -> divide().on(X), "needs 2 inputs, got 1");
    refused(() -> sum(0).on(X), "the batch, 0, stays: got [0]");
    refused(() -> sum(3).on(X), "needs an axis from 1 to 1");
    refused(() -> matmul().on(matrix, matrix), "(..., m, k) and (..., k, n)", "(2, 3) and (2, 3)");
    refused(() -> einsum("ij,jk->ik"), "the batch's letter first in each");
    refused(() -> einsum("bij->bji").on(X), "needs values as \"bij->bji\" describes", "(4,)");
    refused(() -> squeeze(1).on(X), "needs sizes of 1 along [1], got (4,)");
    refused(() -> expandDims(0), "needs to leave the batch in front");
    refused(() -> globalMaxPooling1d().on(matrix, ids), "only GlobalAveragePooling1D takes a mask");
    refused(
        () -> globalAveragePooling1d().on(matrix, ids),
        "over all axes but the last of (2, 3)",
        "(4,)");
    refused(() -> softmax(-1).on(matrix, ids), "a mask of as many axes as (2, 3)", "expandDims");
  }

  private static void refused(Runnable call, String... message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContainingAll(message);
  }
}
