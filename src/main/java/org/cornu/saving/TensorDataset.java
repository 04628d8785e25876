package org.cornu.saving;

import io.jhdf.ObjectHeader.ObjectHeaderV2;
import io.jhdf.Superblock;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.api.Group;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;

/**
 * A data set that is written from where its numbers are, a piece at a time. jhdf's own takes arrays
 * of arrays, which for 150 million rows of 4 numbers are 150 million objects.
 */
final class TensorDataset extends WritableDatasetImpl {

  /** How many numbers are written at once. */
  private static final int PIECE = 1 << 18;

  /** Of one number, in the place of the data. */
  private static final float[] STAND_IN = {0};

  private final FloatNdArray array;

  TensorDataset(FloatNdArray array, String name, Group parent) {
    super(STAND_IN, name, parent);
    this.array = array;
  }

  @Override
  public long write(HdfFileChannel file, long position) {
    long size = array.size() * Float.BYTES;
    // As long as it will be, wherever the data are.
    long data = position + header(position, 0, size).limit();
    put(file, header(position, data, size), position);
    FloatDataBuffer numbers = NativeMemory.flat(array);
    float[] piece = new float[(int) Math.min(PIECE, array.size())];
    ByteBuffer bytes =
        ByteBuffer.allocate(piece.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long at = 0; at < array.size(); at += piece.length) {
      int count = (int) Math.min(piece.length, array.size() - at);
      numbers.offset(at).read(piece, 0, count);
      bytes.clear().asFloatBuffer().put(piece, 0, count);
      put(file, bytes.limit(count * Float.BYTES), data + at * Float.BYTES);
    }
    // The writer ends by a line behind the last data, where the channel stands.
    file.position(data + size);
    return data + size;
  }

  private ByteBuffer header(long position, long data, long size) {
    List<Message> messages =
        List.of(
            DataTypeMessage.create(FloatingPoint.FLOAT),
            DataSpaceMessage.create(space(array.shape())),
            FillValueMessage.NO_FILL,
            ContiguousDataLayoutMessage.create(data, size));
    return new ObjectHeaderV2(position, messages).toBuffer();
  }

  /** As the bytes of a file say it, since jhdf makes others of arrays alone. */
  private static DataSpace space(Shape shape) {
    int axes = shape.numDimensions();
    byte simple = (byte) (axes == 0 ? 0 : 1);
    ByteBuffer said =
        ByteBuffer.allocate(4 + axes * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {2, (byte) axes, 0, simple});
    for (long axis : shape.asArray()) {
      said.putLong(axis);
    }
    return DataSpace.readDataSpace(said.flip(), new Superblock.SuperblockV2V3());
  }

  private static void put(HdfFileChannel file, ByteBuffer bytes, long position) {
    for (long at = position; bytes.hasRemaining(); ) {
      at += file.write(bytes, at);
    }
  }
}
