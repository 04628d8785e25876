package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a source does wrong is named with the source, the sample and the part. */
class SourceMistakesTest {

  private static void assertRefused(Shelf.Reading reading, String... words) {
    Dataset data = Shelf.data(reading);
    Buffers batch = Buffers.of(data.parts(), 5);
    assertThatThrownBy(() -> data.read(new int[] {3, 17, 5, 9, 2}, 0, 5, batch))
        .hasMessageStartingWith("shelf 7, sample")
        .hasMessageContainingAll(words);
  }

  @Test
  void whatIsNotWrittenRightIsNamed() {
    assertRefused((rows, out) -> {}, "samples 3, 17, 5 and 2 more", "for 5 rows, got 0");
    assertRefused(
        (rows, out) -> Shelf.inOrder(new int[6], out),
        "needed as many numbers",
        "shape says, got more");
    assertRefused(
        (rows, out) -> Shelf.inOrder(rows, out.at(2)),
        "needed as many numbers",
        "shape says, got more");
    assertRefused(
        (rows, out) -> {
          out.at(0).bytes("image").put((byte) 1);
          out.at(1);
        },
        "part \"image\": needed 2 numbers at place 0, got 1");
    assertRefused(
        (rows, out) -> IntStream.of(0, 1, 2, 4).forEach(i -> Shelf.inOrder(new int[1], out.at(i))),
        "needed all 5 rows",
        "got 4",
        "place 3");
  }

  @Test
  void failuresOfAnyKindAreNamed() {
    assertRefused(
        (rows, out) -> {
          throw new UncheckedIOException("late", new IOException("too late"));
        },
        "samples 3, 17, 5 and 2 more: cannot be read: late");
    assertRefused(
        (rows, out) -> {
          throw new UnsupportedOperationException("pool is closed");
        },
        "samples 3, 17, 5 and 2 more: pool is closed");
    assertRefused((rows, out) -> out.floats("depth"), "one of its parts", "\"depth\"");
  }

  @Test
  void valuesThatAreNoneAreNamed() {
    assertRefused(
        (rows, out) -> {
          Shelf.inOrder(rows, out);
          out.ints("digit").put(1, 10);
        },
        "sample 17, part \"digit\": needed a class id below 10, got 10");
    assertRefused(
        (rows, out) -> {
          Shelf.inOrder(rows, out);
          out.floats("weight").put(4, Float.POSITIVE_INFINITY);
        },
        "sample 2, part \"weight\": needed finite numbers, got Infinity");
  }

  @Test
  void aFailureNamesTheSourceAndTheSamples() {
    Dataset data =
        Shelf.data(
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
        .isThrownBy(() -> Dataset.of(new Bare(0, List.of(Shelf.IMAGE))))
        .withMessage("image: needed at least one sample, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new Bare(1, List.of())))
        .withMessageContaining("one part or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new Bare(1, List.of(Shelf.IMAGE, PartSpec.ints("image")))))
        .withMessageContaining("\"image\" twice");
    assertThat(Dataset.of(new Bare(3, List.of(Shelf.IMAGE))))
        .hasToString("Dataset(3 samples of shape (2, 1), bytes, no labels)");
  }
}
