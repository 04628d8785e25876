package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks as cameras write them, and damaged ones; whole files are compared in ImagesTest. */
class ExifTest {

  /** A block of two entries, the width of the picture and its orientation. */
  private static byte[] block(ByteOrder order, int type, int value) {
    ByteBuffer block = ByteBuffer.allocate(38).order(order);
    block.put(order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'});
    block.putShort((short) 42).putInt(8).putShort((short) 2);
    block.putShort((short) 0x100).putShort((short) 3).putInt(1).putInt(5);
    block.putShort((short) 0x112).putShort((short) type).putInt(1);
    return type == 3 ? block.putShort((short) value).array() : block.putInt(value).array();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsBothByteOrdersAndBothTypes(int value) {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      assertThat(Exif.orientation(block(order, 3, value))).isEqualTo(value);
      assertThat(Exif.orientation(block(order, 4, value))).isEqualTo(value);
    }
  }

  @Test
  void whatMakesNoSenseIsUpright() {
    byte[] block = block(ByteOrder.BIG_ENDIAN, 3, 6);
    for (int length = 0; length < 34; length++) {
      assertThat(Exif.orientation(Arrays.copyOf(block, length))).isEqualTo(Exif.UPRIGHT);
    }
    assertThat(Exif.orientation(block(ByteOrder.BIG_ENDIAN, 3, 0))).isEqualTo(Exif.UPRIGHT);
    assertThat(Exif.orientation(block(ByteOrder.BIG_ENDIAN, 4, 9))).isEqualTo(Exif.UPRIGHT);
    for (int at = 4; at < 12; at++) {
      byte[] damaged = block.clone();
      Arrays.fill(damaged, at, at + 2, (byte) 0xFF);
      assertThat(Exif.orientation(damaged)).isIn(Exif.UPRIGHT, 6);
    }
  }
}
