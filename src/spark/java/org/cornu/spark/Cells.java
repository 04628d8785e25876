package org.cornu.spark;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Row;
import org.cornu.data.Buffers;
import org.cornu.data.PartSpec;
import scala.collection.Seq;

/** The numbers in a cell of a data frame: one, an array of them, or bytes. */
final class Cells {

  private static final int LARGEST_BYTE = 255;

  private Cells() {}

  /** Room for so many rows of a part. */
  static Object array(PartSpec part, int rows) {
    int numbers = Math.multiplyExact(rows, part.volume());
    return switch (part.type()) {
      case FLOAT32 -> new float[numbers];
      case INT32 -> new int[numbers];
      case INT64 -> new long[numbers];
      case UINT8, PIXEL -> new byte[numbers];
      case STRING ->
          throw new IllegalArgumentException(
              "column \"%s\" needs to be of numbers, is to be of texts; give Spark's StringIndexer them first"
                  .formatted(part.name()));
    };
  }

  /** Copies a cell into an array that has room for many rows. */
  static void take(Row from, int column, PartSpec part, Object array, int row) {
    Object cell = from.get(column);
    int volume = part.volume();
    int at = row * volume;
    if (cell instanceof byte[] bytes && array instanceof byte[] && bytes.length == volume) {
      System.arraycopy(bytes, 0, array, at, volume);
    } else if (cell instanceof Number number && volume == 1) {
      set(array, at, number, part);
    } else if (cell instanceof Seq<?> numbers && numbers.size() == volume) {
      List<?> list = from.getList(column);
      for (int i = 0; i < volume; i++) {
        if (!(list.get(i) instanceof Number number)) {
          throw wrong(part, cell);
        }
        set(array, at + i, number, part);
      }
    } else {
      throw wrong(part, cell);
    }
  }

  private static void set(Object array, int at, Number number, PartSpec part) {
    if (array instanceof float[] floats) {
      floats[at] = number.floatValue();
      return;
    }
    long whole = whole(number, part);
    if (array instanceof long[] longs) {
      longs[at] = whole;
    } else if (array instanceof int[] ints && whole == (int) whole) {
      ints[at] = (int) whole;
    } else if (array instanceof byte[] bytes && whole >= 0 && whole <= LARGEST_BYTE) {
      bytes[at] = (byte) whole;
    } else {
      throw wrong(part, number);
    }
  }

  private static long whole(Number number, PartSpec part) {
    if (number instanceof Integer || number instanceof Long || number instanceof Byte) {
      return number.longValue();
    }
    try {
      return new BigDecimal(number.toString()).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(part, number);
    }
  }

  private static IllegalArgumentException wrong(PartSpec part, Object cell) {
    String got = String.valueOf(cell);
    if (cell instanceof byte[] bytes) {
      got = bytes.length + " bytes";
    } else if (cell instanceof Seq<?> numbers) {
      got = numbers.contains(null) ? "an array with null in it" : "an array of " + numbers.size();
    }
    return new IllegalArgumentException(
        "column \"%s\" needs %d numbers of %s in every row, got %s; leave such rows out, or fill them"
            .formatted(part.name(), part.volume(), part.type(), got));
  }

  /** Writes a row of an array. */
  static void put(Object array, int row, PartSpec part, Buffers out) {
    int volume = part.volume();
    int at = row * volume;
    if (array instanceof float[] floats) {
      out.floats(part.name()).put(floats, at, volume);
    } else if (array instanceof int[] ints) {
      out.ints(part.name()).put(ints, at, volume);
    } else if (array instanceof long[] longs) {
      out.longs(part.name()).put(longs, at, volume);
    } else {
      out.bytes(part.name()).put((byte[]) array, at, volume);
    }
  }
}
