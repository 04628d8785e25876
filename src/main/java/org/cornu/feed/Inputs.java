package org.cornu.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.data.Dataset;
import org.cornu.graph.DType;
import org.cornu.graph.Exchange;
import org.cornu.graph.Group;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Where a graph is fed, and what it reads of it.
 *
 * @param ports one for each input of the net
 * @param targets one for each output that is trained
 * @param rows numbers of the samples (batch), where these lie in the graph already; else empty
 * @param group whose member the graph is
 * @param share what the member has of each batch (3), see {@link Group#exchange}; empty if all
 * @param wish what it tells the others besides (1), which is added up: 0, unless it is fed; empty
 *     alike
 */
public record Inputs(
    List<Port> ports,
    List<Target> targets,
    Optional<Operand<TInt32>> rows,
    Group group,
    Optional<Operand<TInt64>> share,
    Optional<Operand<TFloat32>> wish) {

  /**
   * Where one input is fed: a run feeds {@code bytes} or {@code x}.
   *
   * @param bytes unsigned, (batch, input...): a quarter of what floats would copy; empty for an
   *     input of integers
   * @param scale by which they are multiplied: that of pixels, unless it is fed; empty alike
   * @param x what the net reads (batch, input...): the scaled bytes, unless it is fed itself
   */
  public record Port(
      Optional<Operand<TUint8>> bytes,
      Optional<Operand<TFloat32>> scale,
      Operand<? extends TType> x) {

    private static Port add(Ops tf, Spec input) {
      Shape batch = Shape.of(Shape.UNKNOWN_SIZE).append(input.shape());
      if (input.dtype() != DType.FLOAT32) {
        return new Port(
            Optional.empty(),
            Optional.empty(),
            tf.withName("x").placeholder(input.dtype().type(), Placeholder.shape(batch)));
      }
      // With a default, as TensorFlow may ask for it where x is fed; of no sample, it complains.
      Operand<TUint8> blank = tf.dtypes.cast(blank(tf, input.shape()), TUint8.class);
      Operand<TUint8> bytes = tf.withName("bytes").placeholderWithDefault(blank, batch);
      Operand<TFloat32> scale =
          tf.withName("scale")
              .placeholderWithDefault(tf.constant(Dataset.PIXEL_SCALE), Shape.scalar());
      Operand<TFloat32> scaled = tf.math.mul(tf.dtypes.cast(bytes, TFloat32.class), scale);
      return new Port(
          Optional.of(bytes),
          Optional.of(scale),
          tf.withName("x").placeholderWithDefault(scaled, batch));
    }
  }

  /** One sample of zeros. */
  private static Operand<TFloat32> blank(Ops tf, Shape sample) {
    long[] sizes = Shape.of(1).append(sample).asArray();
    for (int i = 1; i < sizes.length; i++) {
      sizes[i] = Math.max(1, sizes[i]);
    }
    return tf.fill(tf.constant(sizes), tf.constant(0f));
  }

  /**
   * Where the target of one output is fed.
   *
   * @param values (batch, output...); absent where class ids are fed
   * @param ids (batch, output... without its last axis); absent where values are fed
   * @param weights of the samples, (batch): 1 each, unless they are fed
   */
  public record Target(
      Optional<Operand<TFloat32>> values,
      Optional<Operand<TInt32>> ids,
      Operand<TFloat32> weights) {

    private static Target add(Ops tf, Wants.Target target) {
      Shape batch = Shape.of(Shape.UNKNOWN_SIZE);
      Placeholder.Options shape = Placeholder.shape(batch.append(target.shape()));
      Ops named = tf.withName("target");
      Operand<? extends TType> fed =
          target.ids()
              ? named.placeholder(TInt32.class, shape)
              : named.placeholder(TFloat32.class, shape);
      Operand<TFloat32> ones = tf.fill(samples(tf, fed), tf.constant(1f));
      Operand<TFloat32> weights = tf.withName("sample_weights").placeholderWithDefault(ones, batch);
      return of(fed, weights, target.ids());
    }

    private static Target of(
        Operand<? extends TType> given, Operand<TFloat32> weights, boolean ids) {
      return ids
          ? new Target(Optional.empty(), Optional.of(ids(given)), weights)
          : new Target(Optional.of(Spec.floats(given)), Optional.empty(), weights);
    }

    @SuppressWarnings("unchecked") // it was made as such
    private static Operand<TInt32> ids(Operand<? extends TType> fed) {
      return (Operand<TInt32>) fed;
    }

    private static Operand<TInt32> samples(Ops tf, Operand<? extends TType> fed) {
      return tf.expandDims(
          tf.gather(tf.shape(fed), tf.constant(0), tf.constant(0)), tf.constant(0));
    }

    /** What is fed. */
    public Operand<? extends TType> fed() {
      return ids.isPresent() ? ids.get() : values.orElseThrow();
    }
  }

  /** Adds them to a graph. */
  public static Inputs add(Ops tf, Wants wants, Group group) {
    return new Inputs(
        wants.inputs().stream().map(input -> Port.add(tf, input.spec())).toList(),
        wants.targets().stream().map(target -> Target.add(tf, target)).toList(),
        Optional.empty(),
        group,
        group.isOne()
            ? Optional.empty()
            : Optional.of(
                tf.withName("share").placeholder(TInt64.class, Placeholder.shape(Shape.of(3)))),
        group.isOne()
            ? Optional.empty()
            : Optional.of(
                tf.withName("wish")
                    .placeholderWithDefault(tf.constant(new float[1]), Shape.of(1))));
  }

  /** What the member's graph tells the others, and hears of them. */
  public Exchange exchange() {
    return share.map(group::exchange).orElse(Exchange.ALONE);
  }

  /** What the net reads. */
  public List<Operand<? extends TType>> values() {
    List<Operand<? extends TType>> values = new ArrayList<>();
    ports.forEach(port -> values.add(port.x()));
    return values;
  }

  /** All that a step reads, samples first: the inputs, then each target and its weights. */
  public List<Operand<? extends TType>> arrays() {
    List<Operand<? extends TType>> arrays = new ArrayList<>(values());
    for (Target target : targets) {
      arrays.add(target.fed());
      arrays.add(target.weights());
    }
    return arrays;
  }

  /**
   * Others of the same kind, whole batches, which are not fed by themselves.
   *
   * @param arrays as {@link #arrays} has them
   * @param rows which they are of, see {@link #rows}
   */
  public Inputs with(
      List<? extends Operand<? extends TType>> arrays, Optional<Operand<TInt32>> rows) {
    List<Port> read = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      read.add(new Port(Optional.empty(), Optional.empty(), arrays.get(i)));
    }
    List<Target> aims = new ArrayList<>();
    for (Target target : targets) {
      int place = ports.size() + 2 * aims.size();
      Operand<TFloat32> weights = Spec.floats(arrays.get(place + 1));
      aims.add(Target.of(arrays.get(place), weights, target.ids().isPresent()));
    }
    return new Inputs(read, aims, rows, Group.ALONE, Optional.empty(), Optional.empty());
  }
}
