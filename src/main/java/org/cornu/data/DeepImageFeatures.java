package org.cornu.data;

import java.nio.Buffer;
import java.nio.FloatBuffer;

/** Pictures of which some have more than 8 bits, decoded when they are read. */
record DeepImageFeatures(PictureFiles pictures) implements Features {

  @Override
  public long length() {
    return pictures.length();
  }

  @Override
  public boolean streamed() {
    return true;
  }

  @Override
  public void write(int[] samples, int volume, Buffer out) {
    FloatBuffer floats = (FloatBuffer) out;
    for (int sample : samples) {
      PictureFiles.whenNeeded(sample, () -> pictures.read(sample, floats));
    }
  }
}
