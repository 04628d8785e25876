package org.cornu.saving;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * The numbers of a data set, a piece at a time: one array of the JVM holds no more than 2 GB of
 * bytes.
 *
 * @param file that it lies in
 * @param dataset of any layout
 * @param place for messages
 */
record Hdf5Floats(HdfFile file, Dataset dataset, String place) {

  /** How many numbers are read at once. */
  private static final int PIECE = 1 << 18;

  /** Chunks may be compressed; more than this they are a bomb. */
  private static final long LARGEST_RATIO = 100;

  private static final long ALWAYS_TAKEN = 1L << 20;

  /** Reads them all. */
  TFloat32 read(NativeMemory memory) throws IOException {
    requireThere();
    TFloat32 array = memory.array(Shape.of(dataset.getDimensionsAsLong()));
    FloatDataBuffer to = NativeMemory.flat(array);
    if (dataset instanceof ContiguousDataset contiguous) {
      copy(contiguous, to);
    } else if (dataset instanceof ChunkedDatasetBase chunked && !dataset.isScalar()) {
      copy(chunked, to);
    } else {
      to.write(floats(dataset.getDataFlat()));
    }
    return array;
  }

  /** No memory is taken for what cannot be in a file of its size. */
  private void requireThere() throws IOException {
    HdfBackingStorage storage = file.getHdfBackingStorage();
    long bytes = dataset.getSizeInBytes();
    boolean there =
        dataset instanceof ContiguousDataset contiguous
            ? contiguous.getDataAddress() >= 0
                && contiguous.getDataAddress() <= storage.size() - file.getUserBlockSize() - bytes
            : bytes <= Math.max(ALWAYS_TAKEN, LARGEST_RATIO * storage.size());
    if (!there) {
      throw new IOException(
          "%s: is damaged: %,d bytes are not in a file of %,d"
              .formatted(place, bytes, storage.size()));
    }
  }

  private void copy(ContiguousDataset from, FloatDataBuffer to) throws IOException {
    int width = from.getDataType().getSize();
    for (long at = 0; at < from.getSize(); at += PIECE) {
      int count = (int) Math.min(PIECE, from.getSize() - at);
      ByteBuffer bytes =
          file.getHdfBackingStorage()
              .readBufferFromAddress(from.getDataAddress() + at * width, count * width);
      to.offset(at).write(floats(bytes, count));
    }
  }

  /** By whole chunks along the first axis, so that each is unpacked once. */
  private void copy(ChunkedDatasetBase from, FloatDataBuffer to) throws IOException {
    long[] sizes = from.getDimensionsAsLong();
    long row = from.getSize() / sizes[0];
    int chunk = from.getChunkDimensions()[0];
    long step = Math.max(1, PIECE / Math.multiplyExact(row, chunk)) * chunk;
    long[] offset = new long[sizes.length];
    int[] slice = new int[sizes.length];
    for (int axis = 1; axis < sizes.length; axis++) {
      slice[axis] = Math.toIntExact(sizes[axis]);
    }
    for (long at = 0; at < sizes[0]; at += step) {
      offset[0] = at;
      slice[0] = (int) Math.min(step, sizes[0] - at);
      ByteBuffer bytes = from.getSliceDataBuffer(offset, slice);
      to.offset(at * row).write(floats(bytes, Math.toIntExact(slice[0] * row)));
    }
  }

  private float[] floats(ByteBuffer bytes, int count) throws IOException {
    int[] shape = {count};
    return floats(dataset.getDataType().fillData(bytes, shape, file.getHdfBackingStorage()));
  }

  /** Of single numbers, which may be counts, also whole ones. */
  private float[] floats(Object flat) throws IOException {
    if (flat instanceof float[] floats) {
      return floats;
    }
    if (flat instanceof double[] doubles) {
      float[] floats = new float[doubles.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) doubles[i];
      }
      return floats;
    }
    Object one =
        flat.getClass().isArray() && Array.getLength(flat) == 1 ? Array.get(flat, 0) : flat;
    if (dataset.isScalar() && one instanceof Number number) {
      return new float[] {number.floatValue()};
    }
    throw new IOException(
        "%s: needs float32 or float64, has %s".formatted(place, dataset.getJavaType()));
  }
}
