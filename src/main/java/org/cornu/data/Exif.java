package org.cornu.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, from a block of EXIF, which is laid out as a TIFF file. */
final class Exif {
  /** The first row is the top, the first column the left. */
  static final int UPRIGHT = 1;

  private static final int ORIENTATION = 0x0112;
  private static final int ENTRY = 12;
  private static final int LONG = 4;

  private Exif() {}

  /** From 1 to 8; upright if the block does not say, or is damaged: the pixels still are whole. */
  static int orientation(byte[] block) {
    if (block.length < 8) {
      return UPRIGHT;
    }
    ByteBuffer exif = ByteBuffer.wrap(block);
    exif.order(block[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(exif.getInt(4));
    if (directory + 2 > block.length) {
      return UPRIGHT;
    }
    int first = (int) directory + 2;
    int entries = Short.toUnsignedInt(exif.getShort(first - 2));
    for (int at = first;
        at + ENTRY <= Math.min(block.length, first + entries * ENTRY);
        at += ENTRY) {
      if (exif.getShort(at) == ORIENTATION) {
        int value = exif.getShort(at + 2) == LONG ? exif.getInt(at + 8) : exif.getShort(at + 8);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
