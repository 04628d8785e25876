package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples from wherever a user has them. */
class SourceTest {

  private final Dataset resident = resident();

  private static Dataset resident() {
    byte[] pixels = new byte[2 * Shelf.SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    int[] digits = IntStream.range(0, Shelf.SIZE).map(i -> i % 10).toArray();
    float[] weights = new float[Shelf.SIZE];
    for (int i = 0; i < Shelf.SIZE; i++) {
      weights[i] = i;
    }
    return Dataset.of(Part.pixels("image", pixels, 2, 1))
        .withTargets(Part.classes("digit", digits))
        .withWeights(weights);
  }

  private static void assertSame(Dataset data, Dataset expected) {
    int[] rows = IntStream.range(0, data.size()).map(i -> data.size() - 1 - i).toArray();
    Buffers read = Buffers.of(data.parts(), Shelf.SIZE);
    data.read(rows, 1, rows.length, read);
    Buffers resident = Buffers.of(expected.parts(), Shelf.SIZE);
    expected.read(rows, 1, rows.length, resident);
    assertThat(read.bytes("image")).isEqualTo(resident.bytes("image"));
    assertThat(read.ints("digit")).isEqualTo(resident.ints("digit"));
    assertThat(read.floats("weight")).isEqualTo(resident.floats("weights"));
    assertThat(data.classIndices()).isEqualTo(expected.classIndices());
    assertThat(data.classNames()).isEqualTo(expected.classNames());
    assertThat(data.shape()).isEqualTo(expected.shape());
    assertThat(data.sample(0)).isEqualTo(expected.sample(0));
    FloatBuffer oneHot = FloatBuffer.allocate(12 * rows.length);
    data.targets(rows, 0, rows.length, 12, oneHot);
    FloatBuffer expectedOneHot = FloatBuffer.allocate(12 * rows.length);
    expected.targets(rows, 0, rows.length, 12, expectedOneHot);
    assertThat(oneHot.array()).isEqualTo(expectedOneHot.array());
    ByteBuffer bytes = ByteBuffer.allocate(5);
    bytes.put((byte) 9);
    data.features(new int[] {1, 0}, 0, 2, bytes);
    assertThat(bytes.position()).isEqualTo(5);
    assertThat(bytes.get(1) * Dataset.PIXEL_SCALE).isEqualTo(expected.sample(1)[0]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allViewsAreThoseOfTheSameDataInMemory(boolean ordered) {
    Dataset data = Shelf.data(ordered ? Shelf::inOrder : Shelf::backwards);

    assertThat(data.streamed()).isTrue();
    assertThat(data.bytes()).isTrue();
    assertSame(data, resident);
    assertSame(data.range(3, 9), resident.range(3, 9));
    assertSame(data.shuffled(7).take(5), resident.shuffled(7).take(5));
    assertSame(data.split(.25).validation(), resident.split(.25).validation());
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "d" + i).toList();
    List<String> others = IntStream.range(0, 12).mapToObj(i -> "d" + (11 - i)).toList();
    Dataset named = data.withClassNames(names);
    assertSame(named, resident.withClassNames(names));
    assertThat(named.hasClassNames()).isTrue();
    assertSame(
        named.relabelled(others).shuffled(1),
        resident.withClassNames(names).relabelled(others).shuffled(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named.relabelled(others.subList(3, 12)))
        .withMessageContainingAll("all classes that occur", "\"d9\"");
    assertSame(data.map((sample, draws) -> {}), resident);
  }

  /** Any views of views, by chance. */
  @ParameterizedTest
  @MethodSource("seeds")
  void viewsOfViewsToo(long seed) {
    Random random = new Random(seed);
    Dataset data = Shelf.data(seed % 2 == 0 ? Shelf::inOrder : Shelf::backwards);
    Dataset expected = resident;
    while (expected.size() > 3) {
      UnaryOperator<Dataset> view = view(random, expected.size());
      data = view.apply(data);
      expected = view.apply(expected);
      assertSame(data, expected);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  private static UnaryOperator<Dataset> view(Random random, int size) {
    long seed = random.nextLong();
    int from = random.nextInt(size / 3);
    int to = size - random.nextInt(size / 3);
    double fraction = .1 + .4 * random.nextDouble();
    return switch (random.nextInt(4)) {
      case 0 -> each -> each.shuffled(seed);
      case 1 -> each -> each.range(from, to);
      case 2 -> each -> each.split(fraction).train();
      default -> each -> each.map((sample, draws) -> {}, Shelf.IMAGE);
    };
  }

  @Test
  void aBatchIsOneReadOfWhatIsWanted() {
    List<String> reads = new ArrayList<>();
    Dataset data =
        Shelf.data(
            (rows, out) -> {
              List<String> wanted = out.parts().stream().map(PartSpec::name).sorted().toList();
              reads.add(Arrays.toString(rows) + wanted);
              Shelf.inOrder(rows, out);
            });
    Buffers batch = Buffers.of(data.parts(), 4);
    data.shuffled(1).read(new int[] {0, 0}, 0, 2, batch);
    data.read(new int[] {7, 5, 7}, 0, 3, batch);
    data.read(new int[] {7}, 0, 1, Buffers.of(data.inputs(), 1));
    data.map((sample, draws) -> sample.set("image", (byte) 1, (byte) 2))
        .read(new int[] {4}, 0, 1, Buffers.of(data.parts(), 1));

    assertThat(reads).hasSize(4);
    assertThat(reads.get(1)).isEqualTo("[7, 5, 7][digit, image, weight]");
    assertThat(reads.get(2)).isEqualTo("[7][image]");
    assertThat(reads.get(3)).isEqualTo("[4][digit, image, weight]");
  }
}
