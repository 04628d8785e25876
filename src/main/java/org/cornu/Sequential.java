package org.cornu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Arguments;
import org.cornu.config.KerasClass;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.net.NetLayer;
import org.cornu.random.Seed;
import org.cornu.saving.KerasModel;
import org.cornu.saving.Source;
import org.tensorflow.ndarray.Shape;

/**
 * A net in which each layer reads the one before it (Keras: {@code Sequential}): a value that knows
 * its shapes, and becomes a {@link Model} by {@link #compile}.
 *
 * <pre>{@code
 * Sequential net = Sequential.of(input(28, 28, 1),
 *     conv2d(32, 3), relu(), maxPooling2d(2), flatten(), dense(10), softmax());
 * }</pre>
 *
 * @param name {@code sequential} by default
 * @param net a chain of layers
 * @param seed what weights, shuffles and masks are drawn from; empty for another each time
 */
public record Sequential(String name, Net net, Optional<Seed> seed)
    implements Architecture<Sequential> {

  public Sequential {
    requireParts("Sequential", name, net, seed);
    if (!net.isChain()) {
      throw new IllegalArgumentException(
          "a Sequential needs a net in which each layer reads the one before it, got %s; use Functional"
              .formatted(net.layers().stream().map(NetLayer::name).toList()));
    }
  }

  /**
   * A net of these layers.
   *
   * @throws IllegalArgumentException if there is no layer, two have one name, or one cannot read
   *     what the layer before it gives; the message names the layer
   */
  public static Sequential of(Input input, Layer... layers) {
    Objects.requireNonNull(
        input, "Sequential.of needs an input first, for example input(28, 28, 1)");
    return new Sequential(
        "sequential",
        Net.chain(input, Arguments.list("Sequential.of needs layers", layers)),
        Optional.empty());
  }

  /**
   * The architecture in a file, without its weights: see {@link Model#load} and {@link
   * Model#loadWeights}. Initializers, regularizers and constraints that Cornu lacks are left out
   * with a warning (System.Logger {@code org.cornu}) that names the layer.
   *
   * @param file a {@code .keras} archive or the folder that {@code save(zipped=False)} makes, or a
   *     whole-model {@code .h5} of Keras 1, 2 or 3; also of another file system, as in a jar
   * @param own classes of layers and the like that are not Keras's
   * @throws IOException if the file is damaged or holds what Cornu lacks
   */
  public static Sequential load(Path file, KerasClass<?>... own) throws IOException {
    return of(Loading.with(own).toDefine(Source.of(file)), file);
  }

  /** The same of a stream, such as a resource in a jar; it is read to its end, and stays open. */
  public static Sequential load(InputStream in, KerasClass<?>... own) throws IOException {
    return of(Loading.with(own).toDefine(Source.of(in)), "a stream");
  }

  private static Sequential of(KerasModel stored, Object origin) throws IOException {
    try (stored) {
      if (!stored.net().isChain()) {
        throw new IOException(
            origin + ": needs a chain of layers, is a net that branches; Functional.load opens it");
      }
      return new Sequential(stored.name(), stored.net(), Loading.seed(stored));
    }
  }

  /** Checks what any architecture is made of. */
  static void requireParts(String what, String name, Net net, Optional<Seed> seed) {
    Objects.requireNonNull(name, () -> "a %s needs a name, got null".formatted(what));
    Objects.requireNonNull(net, () -> "a %s needs a net, got null".formatted(what));
    Objects.requireNonNull(seed, () -> "a %s needs a seed or none, got null".formatted(what));
  }

  @Override
  public Sequential with(String name, Net net, Optional<Seed> seed) {
    return new Sequential(name, net, seed);
  }

  /** The shape of one sample's output. */
  public Shape outputShape() {
    return net.outputShape();
  }

  /** The table of layers. */
  @Override
  public String toString() {
    return summary();
  }
}
