package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The handwritten digits of LeCun, Cortes and Burges (CC BY-SA 3.0), which ship with Cornu, or a
 * set in files of the same four names, such as Fashion-MNIST. Images are bytes of shape (height,
 * width, 1), white on black; labels are class indices, and the class names are their digits.
 *
 * @param train the training set: 60,000 images of 28x28 for the digits
 * @param test the test set: 10,000 images for the digits
 */
public record Mnist(Dataset train, Dataset test) {

  /**
   * The digits that ship with Cornu; needs no network.
   *
   * @return 60,000 and 10,000 images of shape (28, 28, 1)
   */
  public static Mnist load() {
    Mnist mnist = of(Mnist::resource);
    if (mnist.train.size() != 60_000 || mnist.test.size() != 10_000) {
      throw new DataException(
          "the MNIST files on the class path: needed 60000 and 10000 images, got %d and %d"
              .formatted(mnist.train.size(), mnist.test.size()));
    }
    return mnist;
  }

  /**
   * A set in a folder: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code
   * t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, each gzipped ({@code .gz}) or not,
   * and with {@code .idx} for {@code -idx} too.
   *
   * @param folder where the four files lie
   * @return the set
   * @throws DataException if a file is missing or damaged, or the four do not fit together
   */
  public static Mnist load(Path folder) {
    requireNonNull(folder, "Mnist.load needs a folder, got null");
    return of(name -> IdxSource.of(find(folder, name)));
  }

  private static Mnist of(Function<String, IdxSource> files) {
    Dataset train = part(files, "train");
    Dataset test = part(files, "t10k");
    if (!Arrays.equals(train.shape(), test.shape())) {
      throw new DataException(
          "needed images of one shape, got train %s and test %s".formatted(train, test));
    }
    int classes = Math.max(train.classes(), test.classes());
    List<String> digits = IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    return new Mnist(train.withClassNames(digits), test.withClassNames(digits));
  }

  private static Dataset part(Function<String, IdxSource> files, String prefix) {
    IdxSource images = files.apply(prefix + "-images-idx3-ubyte");
    IdxSource labels = files.apply(prefix + "-labels-idx1-ubyte");
    int[] classes = labels.classes(images.images(), images.name());
    Idx pixels = images.read();
    int[] shape = {pixels.shape()[1], pixels.shape()[2], 1};
    return Dataset.of(pixels.values(), shape, classes);
  }

  private static IdxSource resource(String name) {
    String path = "mnist/" + name + ".gz";
    String source = "class path: org/cornu/data/" + path;
    return new IdxSource(
        source,
        () -> {
          InputStream in = Mnist.class.getResourceAsStream(path);
          if (in == null) {
            throw new DataException(source + " is missing from the jar");
          }
          return in;
        });
  }

  private static Path find(Path folder, String name) {
    String dotted = name.replace("-idx", ".idx");
    return Stream.of(name, name + ".gz", dotted, dotted + ".gz")
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    "%s: needed %s or %s, plain or .gz; no such file"
                        .formatted(folder, name, dotted)));
  }
}
