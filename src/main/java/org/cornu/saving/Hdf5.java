package org.cornu.saving;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Array;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/**
 * An HDF5 file that may be damaged or hostile: links are refused, nothing is read before its shape
 * is known to be the one expected, and whatever goes wrong inside is an {@link IOException} with
 * the place. Its arrays may be of any size; they come into native memory a piece at a time.
 */
final class Hdf5 implements Closeable {

  /**
   * Up to this many bytes a file is read whole: false sizes in it cost no memory then. In a larger
   * one, one may cost 2 GB until it shows.
   */
  static final int LARGEST_WHOLE = 256 << 20;

  private final String place;
  private final HdfFile file;
  private final NativeMemory memory;

  private Hdf5(String place, HdfFile file, NativeMemory memory) {
    this.place = place;
    this.file = file;
    this.memory = memory;
  }

  /** Opens a file, whose arrays are then in the memory. */
  static Hdf5 open(Source source, NativeMemory memory) throws IOException {
    return open(source.path(), source.name(), memory);
  }

  /**
   * The same.
   *
   * @param place for messages
   */
  static Hdf5 open(Path file, String place, NativeMemory memory) throws IOException {
    return Files.size(file) <= LARGEST_WHOLE
        ? of(Files.readAllBytes(file), place, memory)
        : of(Files.newByteChannel(file), place, memory);
  }

  /** Opens what is read whole. */
  static Hdf5 of(byte[] bytes, String place, NativeMemory memory) throws IOException {
    return new Hdf5(place, guarded(place, () -> HdfFile.fromBytes(bytes)), memory);
  }

  /** Opens what is read where it lies; the channel is closed with it. */
  static Hdf5 of(SeekableByteChannel channel, String place, NativeMemory memory)
      throws IOException {
    try {
      HdfFile file = guarded(place, () -> new HdfFile(channel, URI.create("file:/channel")));
      return new Hdf5(place, file, memory);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /** The file, for messages. */
  String place() {
    return place;
  }

  /** Whether there is a group or data set. */
  boolean has(String path) throws IOException {
    return find(path).isPresent();
  }

  /**
   * A data set of numbers, finite or not: what a run that diverged has written is read as it is.
   *
   * @param shape that it must have
   */
  FloatNdArray floats(String path, Shape shape) throws IOException {
    Dataset dataset = dataset(path);
    return guarded(
        place(path),
        () -> {
          Shape stored = Shape.of(dataset.getDimensionsAsLong());
          if (!stored.equals(shape)) {
            throw new IOException(
                "%s: needs shape %s, has %s"
                    .formatted(place(path), Shapes.text(shape), Shapes.text(stored)));
          }
          return new Hdf5Floats(file, dataset, place(path)).read(memory);
        });
  }

  /** A new array where those of the file come, to be filled. */
  FloatNdArray array(Shape shape) {
    return memory.array(shape);
  }

  /** A data set of one number, which is finite. */
  double scalar(String path) throws IOException {
    Dataset dataset = dataset(path);
    return guarded(
        place(path),
        () -> {
          if (dataset.getSize() == 1
              && first(dataset.getDataFlat()) instanceof Number number
              && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
          }
          throw new IOException(place(path) + ": needs one finite number");
        });
  }

  /** The shape of a data set; of no axes for a single number. */
  Shape shape(String path) throws IOException {
    Dataset dataset = dataset(path);
    return guarded(place(path), () -> Shape.of(dataset.getDimensionsAsLong()));
  }

  /** The names of what is in a group. */
  List<String> names(String path) throws IOException {
    Optional<Node> node = find(path);
    if (node.isPresent() && node.get() instanceof Group group) {
      return guarded(place(path), () -> List.copyOf(group.getChildren().keySet()));
    }
    return List.of();
  }

  /** An attribute of text, or of several, which Keras splits over {@code name0}, {@code name1}. */
  Optional<List<String>> texts(String path, String attribute) throws IOException {
    Node node = find(path).orElseThrow(() -> new IOException(place(path) + ": is missing"));
    return guarded(
        place(path),
        () -> {
          Attribute whole = node.getAttribute(attribute);
          if (whole != null) {
            return Optional.of(Hdf5Text.of(whole, file));
          }
          List<String> all = new ArrayList<>();
          int part = 0;
          for (Attribute next = node.getAttribute(attribute + part);
              next != null;
              next = node.getAttribute(attribute + ++part)) {
            all.addAll(Hdf5Text.of(next, file));
          }
          return part == 0 ? Optional.empty() : Optional.of(all);
        });
  }

  private static Object first(Object flat) {
    return flat.getClass().isArray() ? Array.get(flat, 0) : flat;
  }

  private Dataset dataset(String path) throws IOException {
    if (find(path).orElse(null) instanceof Dataset dataset) {
      return dataset;
    }
    throw new IOException(place(path) + ": is missing");
  }

  private Optional<Node> find(String path) throws IOException {
    return guarded(
        place(path),
        () -> {
          Node node = file;
          for (String name : Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList()) {
            node = node instanceof Group group ? group.getChildren().get(name) : null;
            if (node == null) {
              return Optional.empty();
            }
            if (node.isLink()) {
              throw new IOException(place(path) + ": is a link, which is not followed");
            }
          }
          return Optional.of(node);
        });
  }

  private String place(String path) {
    return place + ": " + path;
  }

  /** A damaged file makes the reader fail in any way, and ask for memory of any size. */
  private static <T> T guarded(String place, Callable<T> read) throws IOException {
    try {
      return read.call();
    } catch (IOException e) {
      throw e;
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      throw new IOException(
          "%s: is no HDF5 that can be read, or damaged: %s".formatted(place, e.getMessage()), e);
    }
  }

  @Override
  public void close() throws IOException {
    guarded(
        place,
        () -> {
          file.close();
          return null;
        });
  }
}
