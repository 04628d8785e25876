package org.cornu.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.cornu.device.NativeLibrary;
import org.cornu.goldens.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

class FewPixelsTest {

  private static final int IMAGES = 2;

  @AfterEach
  void fastAgain() {
    System.clearProperty(FastPath.PLAIN);
  }

  private static Operand<TFloat32> scattered(Ops tf, long... sizes) {
    var range =
        tf.range(tf.constant(0f), tf.constant((float) Shape.of(sizes).size()), tf.constant(1f));
    var wave = tf.math.sin(tf.math.mul(range, tf.constant(.7f)));
    return tf.reshape(wave, tf.constant(sizes));
  }

  /** The output, and gradients of input and kernel by a loss that tells its elements apart. */
  private static List<float[]> numbers(
      int height, int width, int window, int channels, int filters, int stride, String padding) {
    try (Graph graph = NativeLibrary.graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x = scattered(tf, IMAGES, height, width, channels);
      Operand<TFloat32> kernel = scattered(tf, window, window, channels, filters);
      long[] strides = {stride, stride};
      Operand<TFloat32> y = Convolution.conv(tf, x, kernel, strides, padding, new long[] {1, 1});
      Operand<TFloat32> loss =
          tf.reduceSum(
              tf.math.mul(y, scattered(tf, y.shape().asArray())),
              tf.constant(new int[] {0, 1, 2, 3}));
      var gradients = tf.gradients(loss, List.of(x, kernel));
      boolean plain = System.getProperty(FastPath.PLAIN) != null;
      assertThat(types(graph)).contains(plain ? "Conv2D" : "MatMul");
      assertThat(types(graph)).doesNotContain(plain ? "MatMul" : "Conv2D");
      try (Session session = new Session(graph);
          Result found =
              session
                  .runner()
                  .fetch(y)
                  .fetch(gradients.<TFloat32>dy(0))
                  .fetch(gradients.<TFloat32>dy(1))
                  .run()) {
        List<float[]> numbers = new ArrayList<>();
        found.forEach(each -> numbers.add(Tensors.floats((TFloat32) each.getValue())));
        return numbers;
      }
    }
  }

  private static List<String> types(Graph graph) {
    return StreamSupport.stream(((Iterable<GraphOperation>) graph::operations).spliterator(), false)
        .map(op -> op.type())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3, 1, 512, 2048, 1, SAME",
    "6, 5, 1, 1024, 1024, 2, SAME",
    "3, 3, 3, 342, 342, 1, SAME",
    "5, 4, 3, 342, 342, 2, SAME",
    "6, 5, 3, 342, 342, 2, VALID",
    "4, 5, 2, 512, 512, 2, SAME",
    "3, 4, 2, 512, 512, 1, VALID",
    "2, 1, 5, 205, 205, 1, SAME"
  })
  void itIsTheConvolutionInNumbersAndGradients(
      int height, int width, int window, int channels, int filters, int stride, String padding) {
    List<float[]> fast = numbers(height, width, window, channels, filters, stride, padding);
    System.setProperty(FastPath.PLAIN, "few_pixels");
    List<float[]> plain = numbers(height, width, window, channels, filters, stride, padding);
    for (int i = 0; i < 3; i++) {
      assertNear("output or gradient " + i, fast.get(i), plain.get(i), 1e-4);
    }
  }

  private static <T extends TNumber> boolean are(Class<T> type, long pixels, long channels) {
    try (Graph graph = NativeLibrary.graph()) {
      Ops tf = Ops.create(graph);
      Operand<T> x =
          tf.placeholder(type, Placeholder.shape(Shape.of(-1, pixels, pixels, channels)));
      Operand<T> kernel =
          tf.placeholder(type, Placeholder.shape(Shape.of(1, 1, channels, channels)));
      return FewPixels.are(x, kernel, new long[] {1, 1}, "SAME");
    }
  }

  @Test
  void itIsTakenWhereItPays() {
    assertThat(are(TFloat32.class, 3, 1024)).isTrue();
    assertThat(are(TFloat32.class, 4, 1024)).isFalse();
    assertThat(are(TFloat32.class, 3, 1023)).isFalse();
    assertThat(are(TFloat32.class, Shape.UNKNOWN_SIZE, 1024)).isFalse();
    assertThat(are(TBfloat16.class, 3, 1024)).isFalse();
  }
}
