package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class DatasetBatchTest {
  private static final int[] ROWS = {2, 0, 1};
  private static final byte[] PIXELS = {0, 10, 20, 30, (byte) 200, (byte) 255};
  private final Dataset bytes = Dataset.of(PIXELS, new int[] {2}, new int[] {1, 0, 3});
  private final Dataset floats =
      Dataset.of(
          new float[] {1, 2, 3, 4, 5, 6}, new int[] {2}, new float[][] {{1, 2}, {3, 4}, {5, 6}});

  @Test
  void bytesComeRawInTheOrderOfTheRows() {
    ByteBuffer out = ByteBuffer.allocate(6);
    bytes.features(ROWS, 0, 3, out);

    assertThat(out.array()).containsExactly(-56, -1, 0, 10, 20, 30);
    assertThat(out.hasRemaining()).isFalse();
  }

  @Test
  void bytesComeScaledAsFloats() {
    float[] out = new float[4];
    bytes.features(ROWS, 0, 2, FloatBuffer.wrap(out));

    assertThat(out).containsExactly(200 * (1f / 255f), 1, 0, 10 * (1f / 255f));
  }

  @Test
  void floatsComeAsTheyAreAlsoIntoDirectMemory() {
    FloatBuffer out = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder()).asFloatBuffer();
    floats.features(ROWS, 1, 3, out);

    assertThat(out.get(0)).isEqualTo(1);
    assertThat(out.get(1)).isEqualTo(2);
    assertThat(out.get(2)).isEqualTo(3);
    assertThat(out.get(3)).isEqualTo(4);
  }

  @Test
  void floatsAreNotBytes() {
    assertThatThrownBy(() -> floats.features(ROWS, 0, 1, ByteBuffer.allocate(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("features are floats");
  }

  @Test
  void classesBecomeOneHot() {
    float[] out = new float[8];
    bytes.targets(ROWS, 0, 2, 4, FloatBuffer.wrap(out));

    assertThat(out).containsExactly(0, 0, 0, 1, 0, 1, 0, 0);
  }

  @Test
  void classesOfWidthOneAreNumbers() {
    float[] out = new float[3];
    bytes.targets(ROWS, 0, 3, 1, FloatBuffer.wrap(out));

    assertThat(out).containsExactly(3, 1, 0);
  }

  @Test
  void aClassThatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bytes.targets(ROWS, 0, 3, 3, FloatBuffer.allocate(9)))
        .withMessageStartingWith("sample 2: class 3 does not fit into targets of width 3")
        .withMessageContaining("at least 4 outputs");
  }

  @Test
  void vectorsComeAsTheyAre() {
    float[] out = new float[4];
    floats.targets(ROWS, 1, 3, 2, FloatBuffer.wrap(out));

    assertThat(out).containsExactly(1, 2, 3, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> floats.targets(ROWS, 0, 1, 3, FloatBuffer.allocate(3)))
        .withMessage("labels are vectors of width 2, got a net of 3 outputs; give it 2 outputs");
  }

  @Test
  void thePartsOfADatasetHaveRowsOfTheirOwn() {
    float[] out = new float[2];
    bytes.range(1, 3).targets(new int[] {0, 1}, 0, 2, 1, FloatBuffer.wrap(out));

    assertThat(out).containsExactly(0, 3);
  }

  @Test
  void wrongRowsAndFullBuffersAreRefused() {
    assertThatThrownBy(() -> bytes.features(new int[] {3}, 0, 1, FloatBuffer.allocate(2)))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> bytes.features(ROWS, 0, 3, ByteBuffer.allocate(5)))
        .isInstanceOf(BufferOverflowException.class);
  }

  @Test
  void targetsNeedLabels() {
    Dataset unlabelled = Dataset.of(new float[2], new int[] {2});

    assertThatThrownBy(() -> unlabelled.targets(ROWS, 1, 2, 1, FloatBuffer.allocate(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no labels");
  }
}
