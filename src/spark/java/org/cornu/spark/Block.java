package org.cornu.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.cornu.data.Buffers;
import org.cornu.data.PartSpec;

/**
 * Some rows of a data frame as arrays of numbers.
 *
 * @param columns of each part the numbers of all rows, one row after another
 */
@DefaultSerializer(JavaSerializer.class)
record Block(int rows, List<Object> columns) implements Serializable {

  /** Four full batches of answers. */
  static final int MOST_ROWS = 1024;

  /** 16 MB of floats, so that a block of large pictures is a small part of an executor's memory. */
  private static final int MOST_NUMBERS = 1 << 22;

  /** Takes the next rows: one or more, as there must be. */
  static List<Row> next(Iterator<Row> rows, List<PartSpec> parts) {
    long width = parts.stream().mapToLong(PartSpec::volume).sum();
    long most = Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / width));
    List<Row> some = new ArrayList<>();
    while (some.size() < most && rows.hasNext()) {
      some.add(rows.next());
    }
    return some;
  }

  /** All rows of a partition; the columns are those of the parts, in their order. */
  static Iterator<Block> each(Iterator<Row> rows, List<PartSpec> parts) {
    int[] columns = new int[parts.size()];
    Arrays.setAll(columns, i -> i);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Block next() {
        return of(Block.next(rows, parts), parts, columns);
      }
    };
  }

  /**
   * These rows.
   *
   * @param columns of each part, its place in a row
   */
  static Block of(List<Row> rows, List<PartSpec> parts, int[] columns) {
    List<Object> arrays = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      Object array = Cells.array(parts.get(i), rows.size());
      for (int row = 0; row < rows.size(); row++) {
        Cells.take(rows.get(row), columns[i], parts.get(i), array, row);
      }
      arrays.add(array);
    }
    return new Block(rows.size(), arrays);
  }

  /** Writes one part of a row. */
  void put(int row, int column, PartSpec part, Buffers out) {
    Cells.put(columns.get(column), row, part, out);
  }
}
