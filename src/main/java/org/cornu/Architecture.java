package org.cornu;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Arguments;
import org.cornu.distribute.Strategy;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.Spec;
import org.cornu.layers.Layer;
import org.cornu.layers.Value;
import org.cornu.net.Cut;
import org.cornu.net.Nested;
import org.cornu.net.Net;
import org.cornu.random.Seed;
import org.cornu.step.Compilation;

/**
 * A net before it is compiled, a value that knows its shapes: a {@link Sequential} or a {@link
 * Functional}. {@link #compile} makes it a {@link Model}.
 *
 * @param <A> its own type, which its options return
 */
public sealed interface Architecture<A extends Architecture<A>> extends Shown, Compilable
    permits Sequential, Functional {

  /** What {@link #compile} draws weights, shuffles and masks from; empty for another each time. */
  Optional<Seed> seed();

  /** This architecture with another name, net or seed. */
  A with(String name, Net net, Optional<Seed> seed);

  /**
   * The same net under another name.
   *
   * @param name letters, digits, {@code _}, {@code -} and {@code .}, the first a letter, digit or
   *     {@code .}: Keras on TensorFlow trains no model of another name
   */
  default A named(String name) {
    Objects.requireNonNull(name, "named needs a name, got null");
    if (!name.matches("[A-Za-z0-9.][A-Za-z0-9_.\\-]*") || name.matches("\\.{1,2}")) {
      throw new IllegalArgumentException(
          "named needs a name of letters, digits, '_', '-' and '.', the first a letter, digit or '.', and"
              + " more than points, got \"%s\"".formatted(name));
    }
    return with(name, net(), seed());
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
  default A seed(long seed) {
    return with(name(), net(), Optional.of(new Seed(seed)));
  }

  /**
   * The same net with all its layers in one precision, whatever they had before (Keras: {@code
   * keras.config.set_dtype_policy}). {@link #compile} logs a warning where the processor gains
   * nothing by it. A single layer takes one by {@link Layer#dtypePolicy}.
   */
  default A dtypePolicy(DTypePolicy policy) {
    Objects.requireNonNull(policy, "dtypePolicy needs a policy, got null");
    return with(name(), net().with(policy), seed());
  }

  /**
   * The same net with these layers frozen: training leaves their weights as they are (Keras: {@code
   * layer.trainable = False}).
   *
   * @param layers their names; of a layer of a net within the net {@code outer/inner}
   * @throws IllegalArgumentException if there is no such layer
   */
  default A frozen(String... layers) {
    return with(
        name(), Cut.frozen(net(), Arguments.list("frozen needs names of layers", layers)), seed());
  }

  /**
   * The net that ends with a layer, without what comes after (Keras: {@code Model(net.inputs,
   * net.get_layer(name).output)}).
   *
   * @param layer its name
   * @throws IllegalArgumentException if there is no such layer
   */
  default A upTo(String layer) {
    return with(name(), Cut.upTo(net(), layer), seed());
  }

  /**
   * This net as a layer of another, of the net's name. Its layers stay a net there: they are
   * written, frozen and found as such.
   */
  default Layer asLayer() {
    return new Nested(name(), net());
  }

  /** What this net makes of values of another: {@link #asLayer} called once. */
  default Value on(Value... inputs) {
    return asLayer().on(inputs);
  }

  /** Shape of one sample, and type, of each input. */
  default List<Spec> inputs() {
    return net().inputs().stream().map(input -> input.spec()).toList();
  }

  /** Shape of one sample, and type, of each output. */
  default List<Spec> outputs() {
    return net().outputSpecs();
  }

  /** The names of the outputs: as in Keras those of the layers that give them. */
  default List<String> outputNames() {
    return net().outputNames();
  }

  /**
   * The same net, to be compiled for several devices or processes.
   *
   * @param strategy for example {@code mirrored("GPU:0", "GPU:1")}
   */
  default Distributed distribute(Strategy strategy) {
    return new Distributed(this, strategy);
  }

  @Override
  default Model compile(Compilation how) {
    return distribute(Strategy.ONE_DEVICE).compile(how);
  }
}
