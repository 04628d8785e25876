package org.cornu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Arguments;
import org.cornu.config.KerasClass;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.cornu.net.Net;
import org.cornu.random.Seed;
import org.cornu.saving.KerasModel;
import org.cornu.saving.Source;

/**
 * A net of any shape (Keras: {@code Model(inputs, outputs)}, the functional API): it may branch,
 * and have several inputs and outputs.
 *
 * <pre>{@code
 * Input image = input(32, 32, 3);
 * Value x = conv2d(16, 3).same().on(image);
 * Value y = batchNormalization().on(conv2d(16, 3).same().on(relu().on(x)));
 * Value z = relu().on(add().on(x, y));
 * Functional net = Functional.of(image, z.then(flatten(), dense(10).softmax()));
 * }</pre>
 *
 * @param name {@code functional} by default
 * @param net what is computed
 * @param seed what weights, shuffles and masks are drawn from; empty for another each time
 */
public record Functional(String name, Net net, Optional<Seed> seed)
    implements Architecture<Functional> {

  public Functional {
    Sequential.requireParts("Functional", name, net, seed);
  }

  /**
   * The net that computes some values from an input.
   *
   * @throws IllegalArgumentException if a value comes from another input too, or two layers have
   *     one name; the message names them
   */
  public static Functional of(Input input, Value... outputs) {
    Objects.requireNonNull(input, "Functional.of needs an input first, got null");
    return of(List.of(input), outputs);
  }

  /** The same from several inputs, in the order in which data has them. */
  public static Functional of(List<Input> inputs, Value... outputs) {
    Objects.requireNonNull(inputs, "Functional.of needs inputs first, got null");
    return new Functional(
        "functional",
        Net.of(
            Arguments.list("Functional.of needs inputs first", inputs.toArray(Input[]::new)),
            Arguments.list("Functional.of needs outputs", outputs)),
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
  public static Functional load(Path file, KerasClass<?>... own) throws IOException {
    return of(Loading.with(own).toDefine(Source.of(file)));
  }

  /** The same of a stream, such as a resource in a jar; it is read to its end, and stays open. */
  public static Functional load(InputStream in, KerasClass<?>... own) throws IOException {
    return of(Loading.with(own).toDefine(Source.of(in)));
  }

  private static Functional of(KerasModel stored) {
    try (stored) {
      return new Functional(stored.name(), stored.net(), Loading.seed(stored));
    }
  }

  @Override
  public Functional with(String name, Net net, Optional<Seed> seed) {
    return new Functional(name, net, seed);
  }

  /** The table of layers. */
  @Override
  public String toString() {
    return summary();
  }
}
