package org.cornu.data;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A source of 20 samples: sample i has the pixels 2i and 2i + 1, the digit i mod 10, the weight i.
 *
 * @param reading how it reads
 */
record Shelf(Reading reading) implements Source {

  static final int SIZE = 20;
  static final PartSpec IMAGE = PartSpec.pixels("image", 2, 1);
  static final PartSpec DIGIT = PartSpec.classes("digit", 10);
  static final PartSpec WEIGHT = PartSpec.floats("weight");

  /** How one reads. */
  interface Reading {
    void read(int[] rows, Buffers out) throws IOException;
  }

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

  static Dataset data(Reading reading) {
    return Dataset.of(new Shelf(reading));
  }

  static void inOrder(int[] rows, Buffers out) {
    for (int row : rows) {
      out.bytes("image").put((byte) (2 * row)).put((byte) (2 * row + 1));
      out.ints("digit").put(row % 10);
      out.floats("weight").put(row);
    }
  }

  static void backwards(int[] rows, Buffers out) {
    for (int i = rows.length - 1; i >= 0; i--) {
      inOrder(new int[] {rows[i]}, out.at(i));
    }
  }
}
