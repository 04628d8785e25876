package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;

/** Samples that a user's own code changes each time they are read. */
class MapTest {

  private static final Seed SEED = new Seed(7);

  /** Sample i has the value i and the class i. */
  private final Dataset data =
      Dataset.of(
          new float[] {0, 1, 2, 3, 4, 5, 6, 7}, new int[] {1}, IntStream.range(0, 8).toArray());

  private static final SampleMap NOISE =
      (sample, draws) ->
          sample.set("features", sample.floats("features")[0] + (float) draws.uniform());

  private static float[] features(Dataset data) {
    Buffers read = Buffers.of(data.inputs(), data.size());
    data.read(IntStream.range(0, data.size()).toArray(), 0, data.size(), read);
    return read.floats("features").array();
  }

  @Test
  void anEpochRepeatsAndAnotherDiffers() {
    Dataset noisy = data.map(NOISE);
    float[] first = features(noisy.inEpoch(SEED, 1));

    for (int i = 0; i < 8; i++) {
      assertThat(first[i]).isBetween((float) i, i + 1f);
    }
    assertThat(features(noisy.inEpoch(SEED, 1))).containsExactly(first);
    assertThat(features(noisy.inEpoch(SEED, 2))).isNotEqualTo(first);
    assertThat(features(noisy.inEpoch(new Seed(8), 1))).isNotEqualTo(first);
    assertThat(first[1] - 1).isNotEqualTo(first[0]);
  }

  @Test
  void aSampleIsChangedAlikeInAnyOrderAndBatch() {
    Dataset noisy = data.map(NOISE).inEpoch(SEED, 3);
    float[] whole = features(noisy);

    Dataset shuffled = noisy.shuffled(1).range(2, 6);
    int[] ids = shuffled.classIndices();
    float[] part = features(shuffled);
    for (int i = 0; i < ids.length; i++) {
      assertThat(part[i]).isEqualTo(whole[ids[i]]);
    }
    assertThat(features(data.shuffled(1).range(2, 6).map(NOISE).inEpoch(SEED, 3)))
        .containsExactly(part);
    assertThat(noisy.sample(4)).containsExactly(whole[4]);
  }

  @Test
  void severalThreadsReadTheSame() {
    Dataset noisy = data.map(NOISE).inEpoch(SEED, 3);
    float[] alone = features(noisy);

    assertThat(IntStream.range(0, 500).parallel().mapToObj(i -> features(noisy)))
        .allSatisfy(read -> assertThat(read).containsExactly(alone));
  }

  @Test
  void itIsReadWhenAskedAndOnlyWhatItChanges() {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    Dataset mapped = data.map((sample, draws) -> calls.add("" + sample.ints("labels")[0]));

    assertThat(mapped.streamed()).isTrue();
    assertThat(mapped.classIndices()).containsExactly(data.classIndices());
    assertThat(calls).isEmpty();
    assertThat(features(mapped.range(2, 4))).containsExactly(2, 3);
    assertThat(calls).containsExactly("2", "3");
  }

  @Test
  void shapeAndTypeMayChangeAsDeclared() {
    byte[] pixels = {0, 51, 102, -1};
    Dataset images =
        Dataset.of(Part.pixels("image", pixels, 2))
            .withTargets(Part.floats("box", new float[] {1, 2}));
    Dataset cropped =
        images.map(
            (sample, draws) -> {
              float[] image = sample.floats("image");
              sample.set("image", image[1]).set("box", 10 * sample.floats("box")[0]);
            },
            PartSpec.floats("image"),
            PartSpec.floats("box"));

    assertThat(cropped.inputs()).containsExactly(PartSpec.floats("image"));
    assertThat(cropped.sample(1)).containsExactly(1);
    Buffers read = Buffers.of(cropped.parts(), 2);
    cropped.read(new int[] {1, 0}, 0, 2, read);
    assertThat(read.floats("image").array()).containsExactly(1, 51 * Dataset.PIXEL_SCALE);
    assertThat(read.floats("box").array()).containsExactly(20, 10);
    assertThat(images.sample(1)).containsExactly(102 * Dataset.PIXEL_SCALE, 1);
  }

  @Test
  void mapsFollowEachOtherWithDrawsOfTheirOwn() {
    Dataset once = data.map(NOISE).inEpoch(SEED, 1);
    Dataset twice = data.map(NOISE).map(NOISE).inEpoch(SEED, 1);

    float[] first = features(once);
    float[] second = features(twice);
    for (int i = 0; i < 8; i++) {
      assertThat(second[i]).isGreaterThan(first[i]);
      assertThat(second[i] - first[i]).isNotCloseTo(first[i] - i, within());
    }
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-4f);
  }

  @Test
  void allTypesGoThrough() {
    Dataset typed =
        Dataset.of(
            Part.ints("i", new int[] {1, 2}),
            Part.longs("l", new long[] {3, 4}),
            Part.bytes("b", new byte[] {5, 6}),
            Part.floats("f", new float[] {7, 8}));
    Dataset mapped =
        typed.map(
            (sample, draws) -> {
              assertThat(sample.floats("b")).containsExactly(sample.bytes("b")[0]);
              sample.set("i", sample.ints("i")[0] * 10).set("l", sample.longs("l")[0] * 10);
              sample.set("b", (byte) (sample.bytes("b")[0] * 10)).set("b", sample.bytes("b"));
            });
    Buffers read = Buffers.of(mapped.parts(), 2);
    mapped.read(new int[] {0, 1}, 0, 2, read);

    assertThat(read.ints("i").array()).containsExactly(10, 20);
    assertThat(read.longs("l").array()).containsExactly(30, 40);
    assertThat(read.bytes("b").array()).containsExactly(50, 60);
    assertThat(read.floats("f").array()).containsExactly(7, 8);
  }

  @Test
  void mistakesAreNamedWithTheSample() {
    assertThatThrownBy(() -> features(data.map((s, d) -> s.set("labels", 1))))
        .hasMessageContainingAll("map, sample 0", "features float32 (1,)", "\"labels\"", "name it");
    assertThatThrownBy(() -> features(data.map((s, d) -> s.set("features", 1f, 2f))))
        .hasMessageContainingAll("sample 0", "set needs 1 values", "got 2");
    assertThatThrownBy(() -> features(data.map((s, d) -> s.set("features", 1))))
        .hasMessageContainingAll("float32", "got 1 of INT32");
    assertThatThrownBy(() -> features(data.map((s, d) -> s.floats("image"))))
        .hasMessageContainingAll("features float32 (1,)", "\"image\"");
    assertThatThrownBy(() -> features(data.map((s, d) -> s.set("features", Float.NaN))))
        .hasMessageContainingAll("map, sample 0, part \"features\"", "finite", "NaN");
    assertThatThrownBy(() -> data.map((s, d) -> {}, PartSpec.floats("features", 2)).sample(5))
        .hasMessageContainingAll("map, sample 5", "features float32 (2,)", "got none set");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.map(NOISE, PartSpec.floats("image")))
        .withMessageContainingAll("[features, labels]", "\"image\"");
  }
}
