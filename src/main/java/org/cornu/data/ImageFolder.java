package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads images from a folder that has one subfolder a class. A folder that lacks some of the
 * classes numbers the others in another way than one that has them: {@link Dataset#relabelled}
 * numbers them alike. They are bytes; but where a PNG has 16 bits, all are floats, so that its
 * levels stay apart.
 */
public final class ImageFolder {
  private static final List<String> EXTENSIONS = List.of("png", "jpg", "jpeg", "gif", "bmp");

  private ImageFolder() {}

  /**
   * Reads all images of all subfolders. The subfolders, sorted by name, are the classes; one
   * without images still counts. Files with an extension other than png, jpg, jpeg, gif and bmp,
   * names that begin with a dot, and folders inside a subfolder are ignored. The images come
   * shuffled, as from Keras, but always in the same order: sorted by class, the last of them would
   * make a useless validation split.
   *
   * @param folder holds the subfolders
   * @param height wanted, in pixels; an image of another size is resized, see {@link Images}
   * @param width wanted, in pixels
   * @param channels 1 for grey, 3 for red, green and blue
   * @return bytes of shape (height, width, channels), or floats if a PNG has 16 bits, with class
   *     indices and class names
   * @throws DataException if there is no image, or one cannot be read
   * @throws IllegalArgumentException if a size is below 1 or channels is neither 1 nor 3
   */
  public static Dataset load(Path folder, int height, int width, int channels) {
    requireNonNull(folder, "ImageFolder.load needs a folder, got null");
    SampleShape shape = Images.shape(height, width, channels);
    Found found = find(folder);
    PictureFiles pictures = new PictureFiles(found.files(), shape);
    if (pictures.length() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%s: needed at most 2^31 values, got %d images of shape %s; stream them, or ask for a smaller size"
              .formatted(folder, found.files().size(), shape));
    }
    Features loaded = pictures.deep() ? floats(pictures) : bytes(pictures);
    return found.labelled(loaded, shape);
  }

  private static Features bytes(PictureFiles pictures) {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(pictures.length()));
    for (int i = 0; i < pictures.files().size(); i++) {
      pictures.read(i, all);
    }
    return new ByteFeatures(all.array());
  }

  private static Features floats(PictureFiles pictures) {
    FloatBuffer all = FloatBuffer.allocate(Math.toIntExact(pictures.length()));
    for (int i = 0; i < pictures.files().size(); i++) {
      pictures.read(i, all);
    }
    return new FloatFeatures(all.array());
  }

  /**
   * The same images in the same order, but they stay in their files, and are read and decoded each
   * time a batch needs them, so there may be more than fit into memory. In memory stay the path of
   * each image and 8 bytes, 4 of them for its label; each part of the data set takes 4 more, and so
   * does an epoch. An image that is damaged or missing is noticed only when its batch is read.
   *
   * @param folder holds the subfolders
   * @param height wanted, in pixels; an image of another size is resized, see {@link Images}
   * @param width wanted, in pixels
   * @param channels 1 for grey, 3 for red, green and blue
   * @return bytes of shape (height, width, channels), or floats if a PNG has 16 bits, with class
   *     indices and class names
   * @throws DataException if there is no image, or a folder cannot be listed
   * @throws IllegalArgumentException if a size is below 1 or channels is neither 1 nor 3
   */
  public static Dataset stream(Path folder, int height, int width, int channels) {
    requireNonNull(folder, "ImageFolder.stream needs a folder, got null");
    SampleShape shape = Images.shape(height, width, channels);
    Found found = find(folder);
    PictureFiles pictures = new PictureFiles(found.files(), shape);
    Features streamed =
        pictures.deep() ? new DeepImageFeatures(pictures) : new ImageFeatures(pictures);
    return found.labelled(streamed, shape);
  }

  /** The images of a folder, sorted by class and name. */
  private record Found(List<String> classes, List<Path> files, int[] labels) {

    Dataset labelled(Features features, SampleShape shape) {
      boolean bytes = features instanceof PixelFeatures;
      PartSpec spec =
          bytes
              ? PartSpec.pixels(Part.FEATURES, shape.dims())
              : PartSpec.floats(Part.FEATURES, shape.dims());
      return Single.of(spec, features, Part.labels(labels)).withClassNames(classes).shuffled(0);
    }
  }

  private static Found find(Path folder) {
    List<Path> classes = list(folder, Files::isDirectory);
    List<Path> files = new ArrayList<>();
    IntStream.Builder labels = IntStream.builder();
    for (int label = 0; label < classes.size(); label++) {
      for (Path file : list(classes.get(label), ImageFolder::isImage)) {
        files.add(file);
        labels.add(label);
      }
    }
    if (files.isEmpty()) {
      throw new DataException(
          "%s: needed a subfolder for each class, with images (%s), got %d subfolder(s), no image"
              .formatted(folder, String.join(", ", EXTENSIONS), classes.size()));
    }
    List<String> names = classes.stream().map(ImageFolder::name).toList();
    return new Found(names, List.copyOf(files), labels.build().toArray());
  }

  /** What a folder holds, sorted by name: the order of the file system differs by machine. */
  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> !name(path).startsWith("."))
          .filter(wanted)
          .sorted(Comparator.comparing(ImageFolder::name))
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new DataException(folder + ": no such folder", e);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isImage(Path path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(extension -> name.endsWith("." + extension))
        && Files.isRegularFile(path);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
