package org.cornu.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.constraints.Constraints.minMaxNorm;
import static org.cornu.constraints.Constraints.nonNeg;
import static org.cornu.constraints.Constraints.unitNorm;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cornu.config.Config;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.goldens.Tensors;
import org.cornu.graph.GraphOps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Where each constraint puts a weight, against Keras's numbers, and what they refuse. */
class ConstraintTest {

  private static final double TOLERANCE = 1e-6;

  static Stream<Golden> constraints() {
    return Golden.all("constraints");
  }

  @ParameterizedTest
  @MethodSource("constraints")
  void putsAWeightWhereKerasDoes(Golden golden) {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      var constrained = Keras.constraint(golden).apply(tf, tf.constant(golden.array("weight")));
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(constrained).run()) {
        assertNear("constrained", (TFloat32) result.get(0), golden.array("constrained"), TOLERANCE);
      }
    }
  }

  @Test
  void whatWasBelowZeroIsKerassZeroAndNoOther() {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      var weight = tf.constant(new float[] {-5, Float.NEGATIVE_INFINITY, 2});
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(nonNeg().apply(tf, weight)).run()) {
        // AssertJ tells 0 from -0.
        assertThat(floats((TFloat32) result.get(0))).containsExactly(0, 0, 2);
      }
    }
  }

  @Test
  void normsMustBeOnesThatThereAre() {
    refused(() -> maxNorm(-1), "maxNorm needs a finite norm of 0 or more, got -1.0");
    refused(() -> maxNorm(Double.NaN), "maxNorm needs a finite norm");
    refused(() -> minMaxNorm(2, 1), "min not above max, got min=2.0, max=1.0");
    refused(() -> minMaxNorm(0, 1).rate(1.5), "minMaxNorm needs a rate in [0, 1], got 1.5");
  }

  @Test
  void axesMustBeThoseOfTheWeight() {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      var bias = tf.constant(Tensors.scattered(Shape.of(4)));
      refused(() -> unitNorm().axis(1).apply(tf, bias), "which has shape [4], got [1]");
      refused(() -> unitNorm().axis(0, -2).apply(tf, bias), "which has shape [4], got [0, -2]");
    }
  }

  @Test
  void axesAreWrittenAsKerasWritesThem() {
    assertThat(maxNorm().config().values()).isEqualTo(Map.of("max_value", 2.0, "axis", 0));
    assertThat(unitNorm().axis(0, 1, 2).config().values())
        .isEqualTo(Map.of("axis", List.of(0, 1, 2)));
    Map<String, Object> all = new HashMap<>();
    all.put("axis", null);
    assertThat(unitNorm().axis().config().values()).isEqualTo(all);
    refused(() -> UnitNorm.from(Config.of("axis", "first")), "axis: needs a number");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }
}
