package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What an IDX file holds, the format of MNIST: an array of unsigned bytes, row-major.
 *
 * @param source the file, for messages
 * @param shape one to four dimensions, e.g. {60000, 28, 28}
 * @param values the bytes, as many as the shape says
 */
public record Idx(String source, int[] shape, byte[] values) {

  /**
   * Reads a file, gzipped or not: the content decides, not the name.
   *
   * @param file an IDX file of unsigned bytes (type 0x08)
   * @return its content
   * @throws DataException if the file is missing, damaged, too short, too long, or of another type
   */
  public static Idx read(Path file) {
    requireNonNull(file, "Idx.read needs a file, got null");
    return IdxSource.of(file).read();
  }

  /**
   * Images that stay in their file, with class indices as labels, like MNIST's. A batch is read
   * when it is needed, so the file may be larger than the memory. In memory stay 8 bytes an image,
   * 4 of them for its label; each part of the data set takes 4 more, and so does an epoch. The file
   * is open only while a batch is read: there is nothing to close, but it must stay as it is.
   *
   * @param images an uncompressed IDX file of unsigned bytes: (count, height, width), which is
   *     grey, or (count, height, width, channels)
   * @param labels an IDX file of one byte an image, gzipped or not
   * @return bytes of shape (height, width, channels), with class indices
   * @throws DataException if a file is missing, damaged, too short, too long, of another type, or
   *     zipped, or the two do not fit together
   */
  public static Dataset stream(Path images, Path labels) {
    requireNonNull(labels, "Idx.stream needs a file of labels, got null");
    IdxFeatures features = features(images);
    int[] classes = IdxSource.of(labels).classes(features.count(), images.toString());
    return Single.of(features.image(), features, Part.labels(classes));
  }

  /**
   * Images that stay in their file, without labels, for prediction.
   *
   * @param images an uncompressed IDX file of unsigned bytes: (count, height, width), which is
   *     grey, or (count, height, width, channels)
   * @return bytes of shape (height, width, channels)
   * @throws DataException if the file is missing, damaged, too short, too long, of another type, or
   *     zipped
   * @see #stream(Path, Path)
   */
  public static Dataset stream(Path images) {
    IdxFeatures features = features(images);
    return Single.of(features.image(), features, null);
  }

  private static IdxFeatures features(Path images) {
    requireNonNull(images, "Idx.stream needs a file of images, got null");
    return IdxSource.of(images).open(in -> IdxFeatures.of(images, in));
  }
}
