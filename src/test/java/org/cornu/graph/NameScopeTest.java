package org.cornu.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Names of ops are TensorFlow Java's, whatever the locale. */
class NameScopeTest {

  private final Locale locale = Locale.getDefault();

  @AfterEach
  void localeAsBefore() {
    Locale.setDefault(locale);
  }

  private static List<String> names(Graph graph, Ops tf) {
    Ops layer = tf.withSubScope("layer");
    Operand<TFloat32> x = tf.withName("x").constant(1f);
    for (int i = 0; i < 12; i++) {
      x = layer.math.add(x, x);
    }
    layer.withName("own").identity(layer.withName("own").identity(x));
    tf.withSubScope("layer").identity(x);
    layer.withSubScope("deep").withSubScope("er").identity(x);
    layer.withSubScope("Add").identity(x);
    tf.withName("named").withSubScope("scope").identity(x);
    tf.withControlDependencies(x).withName("x").noOp();
    layer.gradients(x, List.of(x));
    List<String> names = new ArrayList<>();
    graph.operations().forEachRemaining(op -> names.add(op.name()));
    return names;
  }

  @Test
  void areThoseOfTensorFlow() {
    try (Graph ours = new Graph();
        Graph theirs = new Graph()) {
      assertThat(names(ours, GraphOps.of(ours)))
          .isEqualTo(names(theirs, Ops.create(theirs)))
          .contains("x", "layer/Add", "layer/Add_11", "layer_1/Identity", "layer/deep/er/Identity");
    }
  }

  @Test
  void areNumberedInLatinDigits() {
    try (Graph first = new Graph();
        Graph second = new Graph()) {
      List<String> expected = names(first, GraphOps.of(first));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(names(second, GraphOps.of(second))).isEqualTo(expected);
    }
  }

  @Test
  void aNumberThatIsTakenIsPassedOver() {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      List<String> names =
          List.of("a", "a_1", "a", "a").stream()
              .map(name -> tf.withName(name).constant(1f).op().name())
              .toList();
      assertThat(names).containsExactly("a", "a_1", "a_2", "a_3");
    }
  }
}
