package org.cornu.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads what stands in a JPEG before its pixels. The JDK's metadata would say it too, but refuse
 * many a file whose pixels it reads.
 */
final class JpegHeader {
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;

  private JpegHeader() {}

  static PictureHeader read(ImageInputStream in) throws IOException {
    PictureHeader header = PictureHeader.PLAIN;
    in.seek(2);
    for (int marker = marker(in);
        marker != START_OF_SCAN && marker != END_OF_IMAGE;
        marker = marker(in)) {
      if (!isAlone(marker)) {
        long start = in.getStreamPosition();
        int length = in.readUnsignedShort();
        header = segment(header, marker, length, in);
        in.seek(start + length);
      }
    }
    return header;
  }

  private static PictureHeader segment(
      PictureHeader before, int marker, int length, ImageInputStream in) throws IOException {
    if (isFrame(marker)) {
      in.skipBytes(5);
      return before.inks(in.readUnsignedByte() == 4);
    }
    if (marker == APP14 && length >= 14 && startsWith(in, "Adobe")) {
      in.skipBytes(6);
      return before.ycck(in.readUnsignedByte() != 0);
    }
    if (marker == APP1 && length >= 8 && startsWith(in, "Exif\0\0")) {
      byte[] block = new byte[length - 8];
      in.readFully(block);
      return before.orientation(Exif.orientation(block));
    }
    return before;
  }

  /** The next marker's second byte; any number of FF may stand before it. */
  private static int marker(ImageInputStream in) throws IOException {
    int before = 0;
    int value = in.readUnsignedByte();
    while (before != 0xFF || value == 0 || value == 0xFF) {
      before = value;
      value = in.readUnsignedByte();
    }
    return value;
  }

  /** Whether nothing belongs to the marker, not even a length. */
  private static boolean isAlone(int marker) {
    return marker == 1 || marker >= 0xD0 && marker <= 0xD8;
  }

  /** Whether it is one of the thirteen that begin a frame, and not a table in their midst. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean startsWith(ImageInputStream in, String word) throws IOException {
    byte[] found = new byte[word.length()];
    in.readFully(found);
    return word.equals(new String(found, StandardCharsets.ISO_8859_1));
  }
}
