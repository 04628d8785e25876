package org.cornu.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.ImageInputStream;

/** What stands in a PNG beside its pixels. */
final class PngHeader {
  private static final int SIGNATURE_SIZE = 8;
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int BIT_DEPTH_AT = 24;
  private static final int EXIF = 0x65584966;

  /** What the segment of a JPEG may hold. */
  private static final int LONGEST_EXIF = 1 << 16;

  private PngHeader() {}

  /** Reads EXIF's orientation, which may stand behind the pixels. */
  static PictureHeader read(ImageInputStream in) throws IOException {
    try {
      for (long at = SIGNATURE_SIZE; ; ) {
        in.seek(at);
        long length = in.readUnsignedInt();
        if (in.readInt() == EXIF) {
          byte[] block = new byte[(int) Math.min(length, LONGEST_EXIF)];
          in.readFully(block);
          return PictureHeader.PLAIN.orientation(Exif.orientation(block));
        }
        at += length + 12;
      }
    } catch (EOFException e) {
      return PictureHeader.PLAIN;
    }
  }

  /** Whether it is a PNG of 16 bits; what cannot be read is none, and refused when it is needed. */
  static boolean deep(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(BIT_DEPTH_AT + 1);
      return start.length > BIT_DEPTH_AT
          && ByteBuffer.wrap(start).getLong() == SIGNATURE
          && start[BIT_DEPTH_AT] == 16;
    } catch (IOException e) {
      return false;
    }
  }
}
