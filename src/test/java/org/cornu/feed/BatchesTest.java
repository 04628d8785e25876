package org.cornu.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class BatchesTest {

  @Test
  void ofLargeSamplesFewerAreTakenAtOnce() {
    Shape classes = Shape.of(10);
    assertThat(Batches.size(List.of(Shape.of(28, 28, 1), classes))).isEqualTo(256);
    assertThat(Batches.size(List.of(Shape.of(1024, 1024, 3), classes))).isEqualTo(21);
    assertThat(Batches.size(List.of(classes, Shape.of(1024, 1024, 3)))).isEqualTo(21);
    assertThat(Batches.size(List.of(Shape.of(1 << 27), classes))).isEqualTo(1);
    assertThat(Batches.size(List.of(Shape.scalar(), Shape.of(1)))).isEqualTo(256);
  }
}
