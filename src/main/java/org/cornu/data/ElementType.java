package org.cornu.data;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** What the values of a part are, from the data set to the graph. */
public enum ElementType {
  /** Finite floats. */
  FLOAT32,
  /** Whole numbers of 32 bits: tokens, class ids. */
  INT32,
  /** Whole numbers of 64 bits. */
  INT64,
  /** Unsigned bytes that stand for 0 to 255, for a net that has its own rescaling. */
  UINT8,
  /** Unsigned bytes that stand for their value times {@link Dataset#PIXEL_SCALE}: 0 to 1. */
  PIXEL,
  /** Texts: whole numbers of 32 bits that stand for words, {@link PartSpec#words}. */
  STRING;

  /** A buffer in an array. */
  Buffer allocate(int values) {
    return switch (this) {
      case FLOAT32 -> FloatBuffer.allocate(values);
      case INT32, STRING -> IntBuffer.allocate(values);
      case INT64 -> LongBuffer.allocate(values);
      case UINT8, PIXEL -> ByteBuffer.allocate(values);
    };
  }

  boolean bytes() {
    return this == UINT8 || this == PIXEL;
  }
}
