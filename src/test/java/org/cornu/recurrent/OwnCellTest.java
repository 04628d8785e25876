package org.cornu.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.input;
import static org.cornu.recurrent.Recurrent.bidirectional;
import static org.cornu.recurrent.Recurrent.rnn;
import static org.cornu.recurrent.Recurrent.simpleRnn;
import static org.cornu.recurrent.Recurrent.simpleRnnCell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A user's own cells, in the layers that run them. */
class OwnCellTest {

  private static final Shape SEQUENCE = Shape.of(7, 3);

  /** What SimpleRNN computes, written as a user would. */
  private record Elman(int units) implements Cell {

    @Override
    public List<Shape> stateShapes(Shape input) {
      return List.of(Shape.of(units));
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      return List.of(
          WeightSpec.trainable(
              "kernel", Shape.of(input.get(0), units), Initializers.glorotUniform()),
          WeightSpec.trainable(
              "recurrent_kernel", Shape.of(units, units), Initializers.orthogonal()),
          WeightSpec.trainable("bias", Shape.of(units), Initializers.zeros()));
    }

    @Override
    public Next step(LayerScope scope, Now now) {
      Ops tf = scope.tf();
      Operand<TFloat32> x = tf.linalg.matMul(now.x(), scope.weight("kernel"));
      Operand<TFloat32> h = tf.linalg.matMul(now.state(), scope.weight("recurrent_kernel"));
      Operand<TFloat32> sum = tf.math.add(tf.math.add(x, h), scope.weight("bias"));
      return Next.of(tf.math.tanh(sum));
    }
  }

  /** One that keeps the greatest value seen, and reads no weight. */
  private record Greatest() implements Cell {

    @Override
    public List<Shape> stateShapes(Shape input) {
      return List.of(input, input);
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      return List.of();
    }

    @Override
    public Next step(LayerScope scope, Now now) {
      Operand<TFloat32> greatest = scope.tf().math.maximum(now.x(), now.state());
      return new Next(greatest, List.of(greatest, now.states().get(1)));
    }
  }

  /** One that draws in each step. */
  private record Draws() implements Cell {

    @Override
    public List<Shape> stateShapes(Shape input) {
      return List.of(input);
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      return List.of();
    }

    @Override
    public Next step(LayerScope scope, Now now) {
      return Next.of(scope.training() ? scope.uniform(scope.tf().shape(now.x())) : now.x());
    }
  }

  /** One whose state, or output, is twice as wide as it says. */
  private record Wide(boolean isState) implements Cell {

    @Override
    public List<Shape> stateShapes(Shape input) {
      return List.of(input);
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      return List.of();
    }

    @Override
    public Next step(LayerScope scope, Now now) {
      Operand<TFloat32> twice = scope.tf().tile(now.x(), scope.tf().constant(new int[] {1, 2}));
      return isState ? new Next(now.x(), List.of(twice)) : new Next(twice, List.of(now.x()));
    }
  }

  @Test
  void aStepGivesWhatItsCellDeclares() {
    FloatNdArray x = scattered(Shape.of(2).append(SEQUENCE));
    for (boolean isState : new boolean[] {true, false}) {
      for (RNN rnn : List.of(rnn(new Wide(isState)), rnn(new Wide(isState)).unroll())) {
        NetRun run = NetRun.of(net(rnn));
        assertThatThrownBy(() -> run.training(x))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContainingAll(
                isState ? "Wide declares state 0 of (3,)" : "Wide declares an output of (3,)",
                "gives (None, 6)");
      }
    }
  }

  private static Net net(Layer layer) {
    return Net.chain(input(7, 3), List.of(layer.named("layer")));
  }

  /** Outputs and gradients of two nets of the same weights in the same order. */
  private static void assertSame(Layer own, Layer built) {
    Net one = net(own);
    Net other = net(built);
    Map<String, FloatNdArray> weights = NetRun.of(one).weights();
    Map<String, FloatNdArray> others = new LinkedHashMap<>();
    List<FloatNdArray> values = List.copyOf(weights.values());
    other.weights().forEach(each -> others.put(each.path(), values.get(others.size())));
    FloatNdArray x = scattered(Shape.of(4).append(SEQUENCE));
    FloatNdArray cotangent = scattered(Shape.of(4).append(one.outputShape()));

    NetRun.Outcome mine = NetRun.of(one, weights).training(x, cotangent);
    NetRun.Outcome theirs = NetRun.of(other, others).training(x, cotangent);

    assertNear("output", mine.output(), theirs.output(), 1e-6);
    List<FloatNdArray> expected = List.copyOf(theirs.gradients().values());
    assertThat(expected).hasSize(weights.size());
    Map<String, FloatNdArray> named = new LinkedHashMap<>();
    mine.gradients().keySet().forEach(path -> named.put(path, expected.get(named.size())));
    assertNear(mine.gradients(), named, 1e-5);
  }

  @Test
  void oneLikeSimpleRnnGivesItsNumbers() {
    assertSame(rnn(new Elman(5)).returnSequences(), simpleRnn(5).returnSequences());
    assertSame(rnn(new Elman(5)).unroll(), simpleRnn(5).unroll());
    assertSame(bidirectional(rnn(new Elman(5))), bidirectional(simpleRnn(5)));
    assertSame(rnn(new Elman(5), new Elman(4)), rnn(simpleRnnCell(5), simpleRnnCell(4)));
  }

  @Test
  void statesMayBeReadOrNot() {
    FloatNdArray x = scattered(Shape.of(2).append(SEQUENCE));
    Net net = net(rnn(new Greatest()));
    FloatNdArray output = NetRun.of(net).inference(x).output();
    for (int sample = 0; sample < 2; sample++) {
      for (int feature = 0; feature < 3; feature++) {
        float greatest = 0;
        for (int step = 0; step < 7; step++) {
          greatest = Math.max(greatest, x.getFloat(sample, step, feature));
        }
        assertThat(output.getFloat(sample, feature)).isEqualTo(greatest);
      }
    }
  }

  @Test
  void oneThatDrawsInAStepIsRefused() {
    NetRun run = NetRun.of(net(rnn(new Draws())));
    FloatNdArray x = scattered(Shape.of(2).append(SEQUENCE));
    assertThatThrownBy(() -> run.training(x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("\"layer\"", "in a step of a loop", "draw before it");
  }
}
