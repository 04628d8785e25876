package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final int[] PAIR = {2};

  @Test
  void floatsWithClasses() {
    Dataset data = Dataset.of(new float[] {1, 2, 3, 4}, PAIR, new int[] {2, 0});

    assertThat(data.size()).isEqualTo(2);
    assertThat(data.shape()).containsExactly(2);
    assertThat(data.labelled()).isTrue();
    assertThat(data.hasClasses()).isTrue();
    assertThat(data.classes()).isEqualTo(3);
    assertThat(data.classIndices()).containsExactly(2, 0);
    assertThat(data.classNames()).containsExactly("0", "1", "2");
    assertThat(data.bytes()).isFalse();
    assertThat(data.sample(1)).containsExactly(3, 4);
    assertThat(data).hasToString("Dataset(2 samples of shape (2,), floats, 3 classes)");
  }

  @Test
  void bytesAreUnsignedAndMultipliedByTheScale() {
    byte[] pixels = new byte[256];
    for (int i = 0; i < 256; i++) {
      pixels[i] = (byte) i;
    }
    Dataset data = Dataset.of(pixels, new int[] {16, 16, 1}, new int[] {0});

    assertThat(data.bytes()).isTrue();
    float[] sample = data.sample(0);
    for (int i = 0; i < 256; i++) {
      assertThat(sample[i]).isEqualTo(i * (1f / 255f));
    }
    assertThat(sample[255]).isEqualTo(1f);
  }

  @Test
  void vectorsAreTargetsAndTheirGreatestValueIsTheClass() {
    float[][] vectors = {{0.1f, 0.7f, 0.2f}, {0.5f, 0.5f, 0}};
    Dataset data = Dataset.of(new float[4], PAIR, vectors);

    assertThat(data.hasClasses()).isFalse();
    assertThat(data.labelled()).isTrue();
    assertThat(data.classes()).isEqualTo(3);
    assertThat(data.classIndices()).containsExactly(1, 0);
    assertThat(data).hasToString("Dataset(2 samples of shape (2,), floats, 3 targets)");
  }

  @Test
  void withoutLabelsItServesPredictionOnly() {
    Dataset data = Dataset.of(new byte[12], new int[] {2, 2, 1});

    assertThat(data.size()).isEqualTo(3);
    assertThat(data.labelled()).isFalse();
    assertThat(data.hasClasses()).isFalse();
    assertThat(Dataset.of(new float[4], PAIR).size()).isEqualTo(2);
    assertThatThrownBy(data::classIndices)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has no labels");
    assertThatThrownBy(data::classes).isInstanceOf(IllegalStateException.class);
    assertThat(data).hasToString("Dataset(3 samples of shape (2, 2, 1), bytes, no labels)");
  }

  @Test
  void namesMayBeGiven() {
    Dataset data = Dataset.of(new float[4], PAIR, new int[] {0, 1});

    Dataset named = data.withClassNames(List.of("cat", "dog", "eel"));
    assertThat(named.classNames()).containsExactly("cat", "dog", "eel");
    assertThat(named.classes()).isEqualTo(3);
    assertThat(named.take(1).classNames()).containsExactly("cat", "dog", "eel");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withClassNames(List.of("cat")))
        .withMessageContainingAll("class names", "needed 2", "got 1", "[cat]");
    Dataset vectors = Dataset.of(new float[2], PAIR, new float[][] {{0, 1}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vectors.withClassNames(List.of("a", "b", "c")));
  }

  @Test
  void sizesMustAgree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[5], PAIR, new int[3]))
        .withMessageContainingAll("features", "6 values", "3 samples", "(2,)", "got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new byte[5], new int[] {2, 1}, new float[3][1]))
        .withMessageContainingAll("features", "6 values", "3 samples", "(2, 1)", "got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[5], PAIR))
        .withMessage("features: needed a multiple of 2 values, one sample of shape (2,), got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[0], PAIR, new int[0]))
        .withMessageContainingAll("features", "at least one sample", "got none");
  }

  @Test
  void shapesMustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[2], new int[] {2, 0}))
        .withMessageContaining("shape (2, 0): needed dimensions above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[2], new int[] {-1, -2}))
        .withMessageContaining("shape (-1, -2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[2], new int[] {65536, 65536, 65536, 65536}))
        .withMessageContaining("at most 2147483647 values a sample");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[2], new int[0]))
        .withMessageContaining("needed at least one dimension");
  }

  @Test
  void valuesMustBeFiniteAndLabelsFromZeroOn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[] {0, Float.NaN}, PAIR))
        .withMessageContainingAll("features[1]", "finite", "got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[2], PAIR, new int[] {-1}))
        .withMessageContainingAll("classes[0]", "from 0 on", "got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[2], PAIR, new float[][] {{Float.NEGATIVE_INFINITY}}))
        .withMessageContainingAll("vectors[0][0]", "finite", "got -Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[4], PAIR, new float[][] {{1, 2}, {1}}))
        .withMessageStartingWith("vectors[1]: needed 2 values")
        .withMessageEndingWith("got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new float[2], PAIR, new float[][] {{}}));
  }

  @Test
  void nothingMayBeNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> Dataset.of((float[]) null, PAIR))
        .withMessageContainingAll("Dataset.of", "features", "got null");
    assertThatNullPointerException()
        .isThrownBy(() -> Dataset.of((byte[]) null, PAIR))
        .withMessageContainingAll("Dataset.of", "pixels", "got null");
    assertThatNullPointerException()
        .isThrownBy(() -> Dataset.of(new float[2], null))
        .withMessageContainingAll("Dataset.of", "shape of a sample", "{28, 28, 1}", "got null");
    assertThatNullPointerException()
        .isThrownBy(() -> Dataset.of(new float[2], PAIR, (int[]) null))
        .withMessageContainingAll("Dataset.of", "classes", "got null");
    assertThatNullPointerException()
        .isThrownBy(() -> Dataset.of(new float[4], PAIR, new float[][] {{1}, null}))
        .withMessageContainingAll("vectors[1]", "a vector", "got null");
  }

  @Test
  void theShapeCannotBeChangedFromOutside() {
    int[] shape = {2, 1};
    Dataset data = Dataset.of(new float[4], shape);
    shape[0] = 9;
    data.shape()[1] = 9;

    assertThat(data.shape()).containsExactly(2, 1);
  }

  @Test
  void vectorsOfOneNumberAnswerYesOrNo() {
    Dataset data =
        Dataset.of(new float[] {1, 2, 3}, new int[] {1}, new float[][] {{0}, {1}, {0.6f}});

    assertThat(data.classIndices()).containsExactly(0, 1, 1);
    assertThat(data.classes()).isEqualTo(2);
    assertThat(data.vectorWidth()).isEqualTo(1);
    assertThat(data.classNames()).containsExactly("0", "1");
  }
}
