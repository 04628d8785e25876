package org.cornu.serving;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.tensorflow.Signature.TensorDescription;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/**
 * Where a model is fed or fetched.
 *
 * @param key in its signature
 * @param tensor its name
 * @param spec of one sample
 */
public record End(String key, String tensor, Spec spec) {

  private static final Map<DataType, DType> TYPES =
      Map.of(
          DataType.DT_FLOAT, DType.FLOAT32,
          DataType.DT_INT32, DType.INT32,
          DataType.DT_INT64, DType.INT64,
          DataType.DT_UINT8, DType.UINT8,
          DataType.DT_BOOL, DType.BOOL,
          DataType.DT_STRING, DType.STRING);

  /** In the order of their names, as a signature has none. */
  static List<End> of(
      Path folder, String kind, String signature, Map<String, TensorDescription> tensors)
      throws IOException {
    List<End> ends = new ArrayList<>();
    for (Map.Entry<String, TensorDescription> each : new TreeMap<>(tensors).entrySet()) {
      TensorDescription tensor = each.getValue();
      DType type = TYPES.get(tensor.dataType);
      if (type == null || !isBatch(tensor.shape)) {
        throw new IOException(
            "%s: the %s \"%s\" of %s needs numbers, or truths, and a shape with an open batch in front, has %s %s"
                .formatted(folder, kind, each.getKey(), signature, tensor.dataType, tensor.shape));
      }
      ends.add(new End(each.getKey(), tensor.name, new Spec(tensor.shape.tail(), type)));
    }
    return List.copyOf(ends);
  }

  private static boolean isBatch(Shape shape) {
    return shape.numDimensions() > 0 && shape.get(0) == Shape.UNKNOWN_SIZE;
  }

  /** The same by another name. */
  End named(String other) {
    return new End(other, tensor, spec);
  }
}
