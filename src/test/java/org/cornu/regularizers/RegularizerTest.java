package org.cornu.regularizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.regularizers.Regularizers.l1;
import static org.cornu.regularizers.Regularizers.l1l2;
import static org.cornu.regularizers.Regularizers.l2;
import static org.cornu.regularizers.Regularizers.orthogonalRegularizer;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.goldens.Tensors;
import org.cornu.graph.GraphOps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Each regularizer and its gradient against Keras's numbers, and what they refuse. */
class RegularizerTest {

  private static final double TOLERANCE = 1e-6;

  static Stream<Golden> regularizers() {
    return Golden.all("regularizers");
  }

  @ParameterizedTest
  @MethodSource("regularizers")
  void givesKerassPenaltyAndGradient(Golden golden) {
    FloatNdArray array = golden.array("x");
    try (Graph graph = new Graph();
        TFloat32 tensor = TFloat32.tensorOf(array)) {
      Ops tf = GraphOps.of(graph);
      Operand<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(array.shape()));
      Operand<TFloat32> penalty = Keras.regularizer(golden).penalty(tf, x);
      assertThat(penalty.shape()).isEqualTo(Shape.scalar());
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .feed(x, tensor)
                  .fetch(penalty)
                  .fetch(tf.gradients(penalty, List.of(x)).dy(0))
                  .run()) {
        float[] expected = {(float) golden.number("value")};
        assertNear("penalty", floats((TFloat32) result.get(0)), expected, TOLERANCE);
        assertNear("gradient", (TFloat32) result.get(1), golden.array("gradient"), TOLERANCE);
      }
    }
  }

  @Test
  void factorsMustBeFiniteAndNotNegative() {
    refused(() -> l1(-0.1), "l1 needs a finite factor of 0 or more, got -0.1");
    refused(() -> l2(Double.NaN), "l2 needs a finite factor of 0 or more, got NaN");
    refused(() -> l1l2(0, Double.POSITIVE_INFINITY), "l1l2 needs a finite l2");
    refused(() -> orthogonalRegularizer(-1), "orthogonalRegularizer needs a finite factor");
  }

  @Test
  void onlyAMatrixOfSeveralVectorsHasAngles() {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      var kernel = tf.constant(Tensors.scattered(Shape.of(3, 3, 2, 4)));
      var row = tf.constant(Tensors.scattered(Shape.of(1, 3)));
      refused(
          () -> orthogonalRegularizer().penalty(tf, kernel),
          "a matrix of 2 or more rows, got shape [3, 3,");
      refused(() -> orthogonalRegularizer().penalty(tf, row), "2 or more rows, got shape [1, 3]");
    }
  }

  @Test
  void aModeIsRowsOrColumns() {
    Config config = Config.of("mode", "diagonal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OrthogonalRegularizer.from(config))
        .isInstanceOf(ConfigException.class)
        .withMessageContaining("mode: needs rows or columns, got \"diagonal\"");
  }

  @Test
  void configurationsHoldKerassNames() {
    assertThat(l1().config().values()).isEqualTo(Map.of("l1", 0.01f));
    assertThat(l2().config().values()).isEqualTo(Map.of("l2", 0.01f));
    assertThat(orthogonalRegularizer().mode(OrthogonalRegularizer.Mode.COLUMNS).config().values())
        .isEqualTo(Map.of("factor", 0.01f, "mode", "columns"));
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }
}
