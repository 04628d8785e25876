package org.cornu.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Turns a picture upright that a camera left as its sensor lay. */
final class Orientation {

  private Orientation() {}

  /**
   * The picture as it is to be seen, of the same kind of pixels.
   *
   * @param orientation EXIF's, 1 to 8: from 5 on rows and columns change places
   */
  static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == Exif.UPRIGHT) {
      return image;
    }
    boolean turned = orientation >= 5;
    boolean mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean fromBelow =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Raster in = image.getRaster();
    int height = in.getHeight();
    int width = in.getWidth();
    WritableRaster out =
        in.createCompatibleWritableRaster(turned ? height : width, turned ? width : height);
    int[] row = new int[width * in.getNumBands()];
    for (int y = 0; y < height; y++) {
      in.getPixels(0, y, width, 1, row);
      if (mirrored) {
        mirror(row, in.getNumBands());
      }
      int to = fromBelow ? height - 1 - y : y;
      if (turned) {
        out.setPixels(to, 0, 1, width, row);
      } else {
        out.setPixels(0, to, width, 1, row);
      }
    }
    return new BufferedImage(image.getColorModel(), out, image.isAlphaPremultiplied(), null);
  }

  private static void mirror(int[] row, int bands) {
    for (int left = 0, right = row.length - bands; left < right; left += bands, right -= bands) {
      for (int band = 0; band < bands; band++) {
        int kept = row[left + band];
        row[left + band] = row[right + band];
        row[right + band] = kept;
      }
    }
  }
}
