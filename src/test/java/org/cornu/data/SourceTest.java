package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  private static final int SIZE = 20;
  private static final PartSpec IMAGE = PartSpec.pixels("image", 2, 1);
  private static final PartSpec DIGIT = PartSpec.classes("digit", 10);
  private static final PartSpec WEIGHT = PartSpec.floats("weight");

  /** How one reads: sample i has the pixels 2i and 2i + 1, the digit i mod 10, the weight i. */
  private interface Reading {
    void read(int[] rows, Buffers out) throws IOException;
  }

  private record Made(Reading reading) implements Source {

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public List<PartSpec> inputs() {
      return List.of(IMAGE);
    }

    @Override
    public List<PartSpec> targets() {
      return List.of(DIGIT);
    }

    @Override
    public Map<String, PartSpec> weights() {
      return Map.of("digit", WEIGHT);
    }

    @Override
    public void read(int[] rows, Buffers out) throws IOException {
      reading.read(rows, out);
    }

    @Override
    public String toString() {
      return "shelf 7";
    }
  }

  private static void inOrder(int[] rows, Buffers out) {
    for (int row : rows) {
      out.bytes("image").put((byte) (2 * row)).put((byte) (2 * row + 1));
      out.ints("digit").put(row % 10);
      out.floats("weight").put(row);
    }
  }

  private static void backwards(int[] rows, Buffers out) {
    for (int i = rows.length - 1; i >= 0; i--) {
      inOrder(new int[] {rows[i]}, out.at(i));
    }
  }

  private static Dataset data(Reading reading) {
    return Dataset.of(new Made(reading));
  }

  private final Dataset resident = resident();

  private static Dataset resident() {
    byte[] pixels = new byte[2 * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    int[] digits = IntStream.range(0, SIZE).map(i -> i % 10).toArray();
    float[] weights = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      weights[i] = i;
    }
    return Dataset.of(Part.pixels("image", pixels, 2, 1))
        .withTargets(Part.classes("digit", digits))
        .withWeights(weights);
  }

  private static void assertSame(Dataset data, Dataset expected) {
    int[] rows = IntStream.range(0, data.size()).map(i -> data.size() - 1 - i).toArray();
    Buffers read = Buffers.of(data.parts(), SIZE);
    data.read(rows, 1, rows.length, read);
    Buffers resident = Buffers.of(expected.parts(), SIZE);
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
    Dataset data = data(ordered ? SourceTest::inOrder : SourceTest::backwards);

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
    Dataset data = data(seed % 2 == 0 ? SourceTest::inOrder : SourceTest::backwards);
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
      default -> each -> each.map((sample, draws) -> {}, IMAGE);
    };
  }

  @Test
  void aBatchIsOneReadOfWhatIsWanted() {
    List<String> reads = new ArrayList<>();
    Dataset data =
        data(
            (rows, out) -> {
              List<String> wanted = out.parts().stream().map(PartSpec::name).sorted().toList();
              reads.add(Arrays.toString(rows) + wanted);
              inOrder(rows, out);
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

  private static void assertRefused(Reading reading, String... words) {
    Dataset data = data(reading);
    Buffers batch = Buffers.of(data.parts(), 5);
    assertThatThrownBy(() -> data.read(new int[] {3, 17, 5, 9, 2}, 0, 5, batch))
        .hasMessageStartingWith("shelf 7, sample")
        .hasMessageContainingAll(words);
  }

  @Test
  void whatIsNotWrittenRightIsNamed() {
    assertRefused((rows, out) -> {}, "samples 3, 17, 5 and 2 more", "for 5 rows, got 0");
    assertRefused(
        (rows, out) -> inOrder(new int[6], out), "needed as many numbers", "shape says, got more");
    assertRefused(
        (rows, out) -> inOrder(rows, out.at(2)), "needed as many numbers", "shape says, got more");
    assertRefused(
        (rows, out) -> {
          out.at(0).bytes("image").put((byte) 1);
          out.at(1);
        },
        "part \"image\": needed 2 numbers at place 0, got 1");
    assertRefused(
        (rows, out) -> IntStream.of(0, 1, 2, 4).forEach(i -> inOrder(new int[1], out.at(i))),
        "needed all 5 rows",
        "got 4",
        "place 3");
  }

  @Test
  void valuesThatAreNoneAreNamed() {
    assertRefused(
        (rows, out) -> {
          inOrder(rows, out);
          out.ints("digit").put(1, 10);
        },
        "sample 17, part \"digit\": needed a class id below 10, got 10");
    assertRefused(
        (rows, out) -> {
          inOrder(rows, out);
          out.floats("weight").put(4, Float.POSITIVE_INFINITY);
        },
        "sample 2, part \"weight\": needed finite numbers, got Infinity");
  }

  @Test
  void aFailureNamesTheSourceAndTheSamples() {
    Dataset data =
        data(
            (rows, out) -> {
              throw new IOException("the lamp is out");
            });
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> data.range(4, 9).sample(2))
        .withMessage("shelf 7, sample 6: cannot be read: the lamp is out")
        .withRootCauseInstanceOf(IOException.class);
  }

  @Test
  void aSourceMustHaveSamplesAndInputs() {
    record Bare(int size, List<PartSpec> inputs) implements Source {
      @Override
      public void read(int[] rows, Buffers out) {
        throw new AssertionError("not read");
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new Bare(0, List.of(IMAGE))))
        .withMessage("image: needed at least one sample, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new Bare(1, List.of())))
        .withMessageContaining("one part or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new Bare(1, List.of(IMAGE, PartSpec.ints("image")))))
        .withMessageContaining("\"image\" twice");
    assertThat(Dataset.of(new Bare(3, List.of(IMAGE))))
        .hasToString("Dataset(3 samples of shape (2, 1), bytes, no labels)");
  }
}
