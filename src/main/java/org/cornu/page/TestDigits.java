package org.cornu.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;

/** MNIST's test images; read when the first is asked for. */
final class TestDigits {

  private Dataset digits;

  private synchronized Dataset digits() {
    if (digits == null) {
      digits = Mnist.load().test();
    }
    return digits;
  }

  /** Whether these are the true classes of all, in their order. */
  boolean haveClasses(int[] classes) {
    return Arrays.equals(digits().classIndices(), classes);
  }

  int size() {
    return digits().size();
  }

  /** One as a PNG of grey pixels, light on dark. */
  byte[] png(int index) {
    int[] shape = digits().shape();
    ByteBuffer pixels = ByteBuffer.allocate(shape[0] * shape[1]);
    digits().features(new int[] {index}, 0, 1, pixels);
    BufferedImage image = new BufferedImage(shape[1], shape[0], BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, shape[1], shape[0], pixels.array());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all that is written", e);
    }
    return png.toByteArray();
  }
}
