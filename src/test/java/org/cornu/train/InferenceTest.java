package org.cornu.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class InferenceTest {

  @Test
  void ofLargeSamplesFewerAreTakenAtOnce() {
    Shape classes = Shape.of(10);
    assertThat(Inference.batchSize(Shape.of(28, 28, 1), classes)).isEqualTo(256);
    assertThat(Inference.batchSize(Shape.of(1024, 1024, 3), classes)).isEqualTo(21);
    assertThat(Inference.batchSize(classes, Shape.of(1024, 1024, 3))).isEqualTo(21);
    assertThat(Inference.batchSize(Shape.of(1 << 27), classes)).isEqualTo(1);
    assertThat(Inference.batchSize(Shape.scalar(), Shape.of(1))).isEqualTo(256);
  }
}
