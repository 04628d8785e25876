package org.cornu.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.cornu.data.Buffers;
import org.cornu.data.Dataset;
import org.cornu.data.PartSpec;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Cells of data frames as numbers of samples. */
class BlockTest {

  private static final List<PartSpec> PARTS =
      List.of(
          PartSpec.floats("pair", 2),
          PartSpec.bytes("picture", 3),
          PartSpec.longs("stamp"),
          PartSpec.ints("tokens", 2));

  private static Object array(Object... numbers) {
    return CollectionConverters.asScala(Arrays.asList(numbers)).toSeq();
  }

  private static Row row(int i) {
    return RowFactory.create(
        array(i + 0.5, 2),
        new byte[] {1, 2, (byte) (200 + i)},
        new BigDecimal(i),
        array((short) i, 7L));
  }

  @Test
  void rowsOfSeveralBlocksAreReadInAnyOrder() {
    List<Row> rows = IntStream.range(0, Block.MOST_ROWS + 3).mapToObj(BlockTest::row).toList();
    List<Block> blocks = new ArrayList<>();
    Block.each(rows.subList(0, 2).iterator(), PARTS).forEachRemaining(blocks::add);
    Block.each(rows.subList(2, rows.size()).iterator(), PARTS).forEachRemaining(blocks::add);
    assertThat(blocks).extracting(Block::rows).containsExactly(2, Block.MOST_ROWS, 1);

    Dataset data = Dataset.of(Table.of(PARTS, List.of(), blocks));
    Buffers read = Buffers.of(PARTS, 3);
    data.read(new int[] {Block.MOST_ROWS + 2, 2, 1}, 0, 3, read);
    assertThat(read.floats("pair").array())
        .containsExactly(Block.MOST_ROWS + 2.5f, 2, 2.5f, 2, 1.5f, 2);
    assertThat(read.longs("stamp").array()).containsExactly(Block.MOST_ROWS + 2, 2, 1);
    assertThat(read.ints("tokens").array()).containsExactly(Block.MOST_ROWS + 2, 7, 2, 7, 1, 7);
    assertThat(read.bytes("picture").array()).endsWith(1, 2, 202, 1, 2, 201);
  }

  @Test
  void aBlockOfLargeRowsHasFew() {
    List<Row> rows = Collections.nCopies(Block.MOST_ROWS, null);
    assertThat(Block.next(rows.iterator(), List.of(PartSpec.floats("x", 1000, 1000)))).hasSize(4);
    assertThat(Block.next(rows.iterator(), List.of(PartSpec.floats("x", 9000, 1000)))).hasSize(1);
  }

  private static void refuse(PartSpec part, Object cell, String got) {
    List<Row> rows = List.of(RowFactory.create(cell));
    assertThatThrownBy(() -> Block.of(rows, List.of(part), new int[1]))
        .hasMessageContaining("column \"x\"")
        .hasMessageContaining(got);
  }

  @Test
  void cellsOfOtherKindsAreRefused() {
    refuse(PartSpec.floats("x"), null, "needs 1 numbers of FLOAT32 in every row, got null");
    refuse(PartSpec.floats("x"), "one", "got one");
    refuse(PartSpec.floats("x", 2), array(1, null), "got an array with null in it");
    refuse(PartSpec.floats("x", 2), new byte[2], "got 2 bytes");
    refuse(PartSpec.ints("x"), 1.5, "got 1.5");
    refuse(PartSpec.ints("x"), Double.NaN, "got NaN");
    refuse(PartSpec.ints("x"), 1L << 31, "got 2147483648");
    refuse(PartSpec.pixels("x"), 256, "got 256");
    refuse(PartSpec.strings("x", List.of("a")), "a", "is to be of texts");
    assertThatThrownBy(() -> Table.of(PARTS, List.of(), List.of()))
        .hasMessageContaining("needs a row or more, got none");
  }
}
