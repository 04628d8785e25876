package org.cornu.serving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.Feed;
import org.cornu.feed.Wants;
import org.cornu.graph.Spec;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** A net's answers to a data set, batch by batch. */
public final class Answers {

  private Answers() {}

  /**
   * Asks a net that takes bytes as they are.
   *
   * @param net from a batch to a result, which is closed here
   * @param wants what it reads
   * @param outputs what it gives
   * @param batches of how many samples; empty for what suits
   * @return for each output, a row a sample
   * @throws IllegalArgumentException if the data have other inputs than the net
   */
  public static List<float[][]> of(
      Function<Batch, Result> net,
      Wants wants,
      List<Spec> outputs,
      OptionalInt batches,
      Dataset data) {
    Batches.require("predict", data, wants.unlabelled());
    int[] rows = Batches.inOrder(data.size());
    int batchSize = batches.orElseGet(() -> Batches.size(shapes(data, outputs)));
    return rows(Batches.of(data, rows, batchSize, wants.unlabelled()), net, outputs.size());
  }

  /**
   * Asks a net that reads floats alone: a loaded one.
   *
   * @throws IllegalArgumentException if the data have other inputs than the net
   */
  public static List<float[][]> of(LoadedModel net, Dataset data) {
    Wants wants = new Wants(net.inputs(), List.of());
    int batchSize = Batches.size(shapes(data, net.outputs()));
    Batches batches = Batches.floats(data, batchSize, wants);
    return rows(batches, batch -> net.run(values(batch)), net.outputs().size());
  }

  private static List<TType> values(Batch batch) {
    return batch.features().stream().map(Batch.Feature::values).toList();
  }

  private static List<Shape> shapes(Dataset data, List<Spec> outputs) {
    return Stream.concat(
            data.inputs().stream().map(Batches::shape), outputs.stream().map(Spec::shape))
        .toList();
  }

  private static List<float[][]> rows(Batches batches, Function<Batch, Result> net, int outputs) {
    List<float[][]> rows = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      rows.add(new float[batches.samples()][]);
    }
    int row = 0;
    try (Feed feed = batches.from(0)) {
      while (row < batches.samples()) {
        try (Batch batch = feed.next();
            Result result = net.apply(batch)) {
          for (int i = 0; i < outputs; i++) {
            copy(result.get(i), rows.get(i), row, batch.size());
          }
          row += batch.size();
        }
      }
    }
    return rows;
  }

  /** A size that is open in the net may differ from batch to batch. */
  private static void copy(Tensor tensor, float[][] rows, int first, int size) {
    float[] values = floats(tensor);
    int width = values.length / size;
    for (int j = 0; j < size; j++) {
      rows[first + j] = new float[width];
      System.arraycopy(values, j * width, rows[first + j], 0, width);
    }
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    int next = 0;
    if (tensor instanceof TFloat32 floats) {
      floats.copyTo(DataBuffers.of(values, false, false));
    } else if (tensor instanceof TInt32 ints) {
      for (var each : ints.scalars()) {
        values[next++] = each.getInt();
      }
    } else if (tensor instanceof TInt64 longs) {
      for (var each : longs.scalars()) {
        values[next++] = each.getLong();
      }
    } else if (tensor instanceof TUint8 bytes) {
      for (var each : bytes.scalars()) {
        values[next++] = Byte.toUnsignedInt(each.getByte());
      }
    } else if (tensor instanceof TBool flags) {
      for (var each : flags.scalars()) {
        values[next++] = each.getBoolean() ? 1 : 0;
      }
    } else {
      throw new IllegalArgumentException(
          "predict needs outputs of numbers, got one of texts; end the net in what gives numbers");
    }
    return values;
  }

  /** Answers by the names of the outputs, in order. */
  public static Map<String, float[][]> named(List<String> outputs, List<float[][]> rows) {
    Map<String, float[][]> named = new LinkedHashMap<>();
    outputs.forEach(output -> named.put(output, rows.get(named.size())));
    return named;
  }
}
