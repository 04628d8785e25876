package org.cornu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Arguments;
import org.cornu.config.KerasClass;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.losses.Loss;
import org.cornu.metrics.Metric;
import org.cornu.net.Net;
import org.cornu.net.Node;
import org.cornu.net.Summary;
import org.cornu.optimizers.Optimizer;
import org.cornu.random.Seed;
import org.cornu.saving.KerasModel;
import org.cornu.saving.Source;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.cornu.train.TrainSession;
import org.tensorflow.ndarray.Shape;

/**
 * A net in which each layer reads the one before it (Keras: {@code Sequential}): a value that knows
 * its shapes, and becomes a {@link Model} by {@link #compile}.
 *
 * <pre>{@code
 * Sequential net = Sequential.of(input(28, 28, 1),
 *     conv2d(32, 3), relu(), maxPooling2d(2), flatten(), dense(10), softmax());
 * }</pre>
 */
public final class Sequential {

  private final String name;
  private final Net net;
  private final Optional<Seed> seed;

  private Sequential(String name, Net net, Optional<Seed> seed) {
    this.name = name;
    this.net = net;
    this.seed = seed;
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
    return of(Loading.with(own).toDefine(Source.of(file)));
  }

  /** The same of a stream, such as a resource in a jar; it is read to its end, and stays open. */
  public static Sequential load(InputStream in, KerasClass<?>... own) throws IOException {
    return of(Loading.with(own).toDefine(Source.of(in)));
  }

  private static Sequential of(KerasModel stored) {
    return new Sequential(stored.name(), stored.net(), Loading.seed(stored));
  }

  /**
   * The same net under another name.
   *
   * @param name letters, digits, {@code _}, {@code -} and {@code .}, the first a letter, digit or
   *     {@code .}: Keras on TensorFlow trains no model of another name
   */
  public Sequential named(String name) {
    Objects.requireNonNull(name, "named needs a name, got null");
    if (!name.matches("[A-Za-z0-9.][A-Za-z0-9_.\\-]*") || name.matches("\\.{1,2}")) {
      throw new IllegalArgumentException(
          "named needs a name of letters, digits, '_', '-' and '.', the first a letter, digit or '.', and"
              + " more than points, got \"%s\"".formatted(name));
    }
    return new Sequential(name, net, seed);
  }

  /**
   * The same net with a seed, from which weights, shuffles and masks are drawn. Without one, each
   * {@link #compile} draws its own.
   *
   * <p>One seed gives one history and the same final weights, to the bit, on one type of processor
   * with one number of threads within an op. TensorFlow takes that number from the cores; {@code
   * TF_NUM_INTRAOP_THREADS=2} in the environment makes machines of the same type agree. On a GPU
   * {@code TF_DETERMINISTIC_OPS=1} is needed besides.
   */
  public Sequential seed(long seed) {
    return new Sequential(name, net, Optional.of(new Seed(seed)));
  }

  /**
   * The same net with all its layers in one precision, whatever they had before (Keras: {@code
   * keras.config.set_dtype_policy}). {@link #compile} logs a warning where the processor gains
   * nothing by it. A single layer takes one by {@link Layer#dtypePolicy}.
   */
  public Sequential dtypePolicy(DTypePolicy policy) {
    Objects.requireNonNull(policy, "dtypePolicy needs a policy, got null");
    return new Sequential(name, net.with(policy), seed);
  }

  /** The net's name; {@code sequential} by default. */
  public String name() {
    return name;
  }

  /** The shape of one sample's output. */
  public Shape outputShape() {
    return net.outputShape();
  }

  /** How many numbers the weights hold, trainable or not. */
  public long parameters() {
    return Summary.count(net.weights());
  }

  /** The table of layers, as Keras prints it. */
  public String summary() {
    return Summary.of(name, net);
  }

  /** Builds the graph and draws the weights. The model holds native memory: close it. */
  public Model compile(Optimizer optimizer, Loss loss, Metric... metrics) {
    Compilation how =
        new Compilation(optimizer, loss, Arguments.list("compile needs metrics, or none", metrics));
    return new Model(
        new TrainSession(new CompiledNet(name, net, seed.orElseGet(Seed::random), how)));
  }

  /** The name and the layers' names, in a line. */
  @Override
  public String toString() {
    return name + net.nodes().stream().map(Node::name).toList();
  }
}
