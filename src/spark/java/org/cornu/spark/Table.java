package org.cornu.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.data.Buffers;
import org.cornu.data.PartSpec;
import org.cornu.data.Source;

/**
 * Rows of a data frame as a source of samples.
 *
 * @param blocks with a column for each input, then for each target
 * @param starts the number of each block's first row
 */
@DefaultSerializer(JavaSerializer.class)
record Table(
    int size, List<PartSpec> inputs, List<PartSpec> targets, List<Block> blocks, int[] starts)
    implements Source, Serializable {

  static Table of(List<PartSpec> inputs, List<PartSpec> targets, List<Block> blocks) {
    int[] starts = new int[blocks.size()];
    int size = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = size;
      size = Math.addExact(size, blocks.get(i).rows());
    }
    if (size == 0) {
      throw new IllegalArgumentException("a data frame needs a row or more, got none");
    }
    return new Table(size, List.copyOf(inputs), List.copyOf(targets), List.copyOf(blocks), starts);
  }

  /** What goes into a net, one column or more. */
  static List<PartSpec> requireInputs(String call, List<PartSpec> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "%s needs a column that a net reads, for example PartSpec.floats(\"pixels\", 28, 28, 1), got none"
              .formatted(call));
    }
    return List.copyOf(inputs);
  }

  @Override
  public void read(int[] rows, Buffers out) {
    List<PartSpec> parts = Stream.concat(inputs.stream(), targets.stream()).toList();
    for (int row : rows) {
      int found = Arrays.binarySearch(starts, row);
      int block = found < 0 ? -found - 2 : found;
      for (int i = 0; i < parts.size(); i++) {
        if (out.wants(parts.get(i).name())) {
          blocks.get(block).put(row - starts[block], i, parts.get(i), out);
        }
      }
    }
  }

  @Override
  public String toString() {
    return "a data frame of %d rows".formatted(size);
  }
}
