package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several inputs and targets, each of its own type. */
class PartsTest {

  private static final int SIZE = 6;

  private final Dataset data =
      Dataset.of(
              Part.pixels("image", new byte[] {0, 51, 102, (byte) 153, (byte) 204, -1}),
              Part.ints("tokens", IntStream.range(0, 2 * SIZE).toArray(), 2),
              Part.longs("time", new long[] {1L << 40, 1, 2, 3, 4, 5}))
          .withTargets(
              Part.classes("digit", new int[] {3, 1, 0, 2, 1, 0}),
              Part.floats("box", new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 2));

  private static Buffers all(Dataset data) {
    return some(data, data.parts());
  }

  private static Buffers some(Dataset data, List<PartSpec> parts) {
    Buffers read = Buffers.of(parts, data.size());
    data.read(IntStream.range(0, data.size()).toArray(), 0, data.size(), read);
    return read;
  }

  @Test
  void eachIsReadInItsType() {
    assertThat(data.inputs())
        .containsExactly(
            PartSpec.pixels("image"), PartSpec.ints("tokens", 2), PartSpec.longs("time"));
    assertThat(data.targets())
        .containsExactly(PartSpec.classes("digit", 4), PartSpec.floats("box", 2));
    Buffers read = Buffers.of(data.parts(), 4);
    for (int again = 0; again < 2; again++) {
      data.read(new int[] {9, 5, 0, 2}, 1, 4, read);

      assertThat(read.bytes("image").remaining()).isEqualTo(3);
      assertThat(Arrays.copyOf(read.bytes("image").array(), 3)).containsExactly(-1, 0, 102);
      assertThat(Arrays.copyOf(read.ints("tokens").array(), 6)).containsExactly(10, 11, 0, 1, 4, 5);
      assertThat(Arrays.copyOf(read.longs("time").array(), 3)).containsExactly(5, 1L << 40, 2);
      assertThat(Arrays.copyOf(read.ints("digit").array(), 3)).containsExactly(0, 3, 0);
      assertThat(read.floats("box")).isEqualTo(FloatBuffer.wrap(new float[] {10, 11, 0, 1, 4, 5}));
    }
    assertThat(data)
        .hasToString(
            "Dataset(6 samples of [image pixel (), tokens int32 (2,), time int64 ()], targets"
                + " [digit 4 classes (), box float32 (2,)], weights of [])");
  }

  @Test
  void viewsKeepTheirPartsTogether() {
    Dataset view = data.shuffled(5).range(1, 5).withWeights("box", new float[] {1, 2, 3, 4});
    Buffers read = all(view.split(.5).validation());

    for (int i = 0; i < 2; i++) {
      int sample = read.ints("tokens").get(2 * i) / 2;
      assertThat(read.floats("box").get(2 * i)).isEqualTo(2 * sample);
      assertThat(read.bytes("image").get(i)).isEqualTo((byte) (51 * sample));
    }
    assertThat(read.floats("weights of box").array()).containsExactly(3, 4);
    assertThat(view.weights()).isEqualTo(Map.of("box", PartSpec.floats("weights of box")));
  }

  @Test
  void weightsAreOfAllTargetsOrOfOne() {
    float[] weights = {1, 0, -2, .5f, 3, 4};
    Dataset shared = data.withWeights(weights);
    assertThat(shared.weights())
        .isEqualTo(Map.of("digit", PartSpec.floats("weights"), "box", PartSpec.floats("weights")));
    assertThat(shared.parts()).hasSize(6);
    assertThat(all(shared).floats("weights").array()).containsExactly(weights);
    assertThat(all(shared.target("box")).floats("weights").array()).containsExactly(weights);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withWeights(new float[5]))
        .withMessage("weights: needed 6, one a sample, got 5");
    weights[4] = Float.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withWeights(weights))
        .withMessageContainingAll("weights[4]", "finite", "NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withWeights("bo", new float[6]))
        .withMessageContainingAll("[digit, box]", "\"bo\"");
    assertThatThrownBy(() -> Dataset.of(new float[1], new int[] {1}).withWeights(new float[1]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("targets, got none");
  }

  @Test
  void bytesAreScaledOrNotWhenReadAsFloats() {
    byte[] values = {0, 51, -1};
    Dataset both = Dataset.of(Part.pixels("scaled", values), Part.bytes("plain", values));
    List<PartSpec> floats =
        both.inputs().stream().map(each -> each.type(ElementType.FLOAT32)).toList();
    Buffers read = some(both, floats);

    assertThat(read.floats("scaled").array()).containsExactly(0, 51 * Dataset.PIXEL_SCALE, 1);
    assertThat(read.floats("plain").array()).containsExactly(0, 51, 255);
    Dataset plain = Dataset.of(Part.bytes("plain", values));
    assertThat(plain.bytes()).isFalse();
    assertThat(plain.sample(2)).containsExactly(255);
  }

  @Test
  void classesOfSeveralAxesStayIntegers() {
    int[] ids = {0, 1, 2, 9_999, 4, 5};
    Dataset steps =
        Dataset.of(Part.ints("tokens", ids, 3)).withTargets(Part.classes("next", ids, 3));

    assertThat(all(steps).ints("next").array()).containsExactly(ids);
    assertThat(steps.target("next").classIndices()).containsExactly(ids);
    assertThat(steps.hasClasses()).isTrue();
    assertThat(steps.classes()).isEqualTo(10_000);
    Dataset small =
        Dataset.of(Part.ints("tokens", ids, 3))
            .withTargets(Part.classes("next", new int[] {0, 1, 1, 0, 0, 1}, 3));
    float[] oneHot = new float[12];
    small.targets(new int[] {0, 1}, 0, 2, 6, FloatBuffer.wrap(oneHot));
    assertThat(oneHot).containsExactly(1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small.targets(new int[] {0}, 0, 1, 4, FloatBuffer.allocate(4)))
        .withMessageContainingAll("multiple of 3", "got 4");
  }

  @Test
  void dataOfOneInputAndTargetHaveNamesToo() {
    Dataset single = Dataset.of(new float[4], new int[] {2}, new int[] {0, 1});

    assertThat(single.inputs()).containsExactly(PartSpec.floats("features", 2));
    assertThat(single.targets()).containsExactly(PartSpec.classes("labels", 2));
    assertThat(all(single).ints("labels").array()).containsExactly(0, 1);
    Dataset named =
        Dataset.of(Part.floats("features", new float[4], 2))
            .withTargets(Part.classes("labels", new int[] {0, 1}));
    assertThat(named).hasToString(single.toString());
  }

  @Test
  void whatOneTargetMeansIsAskedOfOne() {
    assertThatThrownBy(data::hasClasses)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("one target", "digit", "box", "target(name)");
    assertThatThrownBy(data::shape)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("one input", "tokens", "inputs()");
    Dataset digits = data.target("digit").withClassNames(List.of("a", "b", "c", "d", "e"));
    assertThat(digits.classIndices()).containsExactly(3, 1, 0, 2, 1, 0);
    assertThat(digits.classes()).isEqualTo(5);
    assertThat(data.target("box").vectorWidth()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.target("bax"))
        .withMessageContainingAll("[digit, box]", "\"bax\"");
    List<String> names = List.of("no", "yes");
    Part part = Part.classes("answer", new int[SIZE]).classNames(names);
    assertThat(data.withTargets(part).classNames()).isEqualTo(names);
  }

  @Test
  void partsMustFitTogether() {
    Part six = Part.floats("six", new float[6]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(six, Part.floats("five", new float[5])))
        .withMessage("five: needed 6 samples, as \"six\" has, got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(six).withTargets(Part.ints("six", new int[6])))
        .withMessageContainingAll("a name of its own", "\"six\" twice");
    assertThatIllegalArgumentException()
        .isThrownBy(Dataset::of)
        .withMessageContaining("one part or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Part.floats("box", new float[5], 2))
        .withMessage("box: needed a multiple of 2 values, one sample of shape (2,), got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Part.floats("box", new float[] {1, Float.NaN}, 2))
        .withMessageContainingAll("box[1]", "NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Part.classes("digit", new int[] {1, -2}))
        .withMessageContainingAll("digit[1]", "from 0 on", "-2");
    assertThatThrownBy(() -> data.shuffled(1).withTargets(Part.floats("t", new float[6])))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before range, split or shuffled");
  }

  @Test
  void onlyWhatIsThereCanBeWanted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some(data, List.of(PartSpec.floats("depth"))))
        .withMessageContainingAll("read needs parts of the data", "image pixel ()", "[depth]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some(data, List.of(PartSpec.floats("tokens", 2))))
        .withMessageContainingAll("tokens int32 (2,)", "got tokens float32 (2,)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all(data).floats("digit"))
        .withMessageContainingAll("digit 4 classes ()", "got \"digit\" as FloatBuffer");
  }

  @Test
  void buffersMustBeLargeEnoughAndOfOnePartEach() {
    PartSpec box = PartSpec.floats("box", 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.read(new int[3], 0, 3, Buffers.of(List.of(box), 2)))
        .withMessage("read needs buffers for 3 rows, got some for 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buffers.of(List.of(box), 0))
        .withMessageContainingAll("1 row or more", "got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buffers.of(List.of(box, PartSpec.ints("box")), 1))
        .withMessageContainingAll("once", "\"box\" twice");
    assertThatThrownBy(() -> Buffers.of(List.of(box), 1).at(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none under way");
  }

  @Test
  void partsOfOtherDataTakePart() {
    Dataset other =
        Dataset.of(
                new byte[] {0, 1, 2, 3, 4, 5, 6, 7},
                new int[] {1},
                new int[] {0, 1, 2, 3, 0, 1, 2, 3})
            .withClassNames(List.of("a", "b", "c", "d"))
            .shuffled(2)
            .take(6);
    Dataset both =
        Dataset.of(Part.ints("place", new int[] {0, 1, 2, 3, 4, 5}), Part.input("right", other))
            .withTargets(Part.target("label", other));
    Buffers read = all(both.shuffled(4));

    assertThat(both.streamed()).isFalse();
    assertThat(both.classNames()).containsExactly("a", "b", "c", "d");
    for (int i = 0; i < 6; i++) {
      int place = read.ints("place").get(i);
      int sample = read.bytes("right").get(i);
      assertThat(sample * Dataset.PIXEL_SCALE).isEqualTo(other.sample(place)[0]);
      assertThat(read.ints("label").get(i)).isEqualTo(sample % 4);
    }
  }
}
