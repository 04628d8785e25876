package org.cornu.data;

import java.nio.ByteBuffer;

/** Pictures of 8 bits, decoded when they are read. */
record ImageFeatures(PictureFiles pictures) implements FileFeatures {

  @Override
  public long length() {
    return pictures.length();
  }

  @Override
  public void write(int[] samples, int volume, ByteBuffer out) {
    for (int sample : samples) {
      PictureFiles.whenNeeded(sample, () -> pictures.read(sample, out));
    }
  }
}
