package org.cornu.data;

/**
 * What a picture's file says of its pixels, and the JDK's readers pass over.
 *
 * @param inks whether there are four inks a pixel, not colours
 * @param ycck whether three of the inks stand as luma and chroma
 * @param orientation EXIF's, 1 to 8
 */
record PictureHeader(boolean inks, boolean ycck, int orientation) {
  static final PictureHeader PLAIN = new PictureHeader(false, false, Exif.UPRIGHT);

  PictureHeader inks(boolean areInks) {
    return new PictureHeader(areInks, ycck, orientation);
  }

  PictureHeader ycck(boolean isYcck) {
    return new PictureHeader(inks, isYcck, orientation);
  }

  PictureHeader orientation(int exif) {
    return new PictureHeader(inks, ycck, exif);
  }
}
