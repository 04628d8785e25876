package org.cornu.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.data.Dataset;
import org.cornu.graph.DType;
import org.cornu.graph.Resource;
import org.cornu.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Data in the memory of a graph's device, of which a run is fed the numbers of its samples. Bytes
 * stay bytes there.
 *
 * @param inputs what a run feeds, and the samples of these numbers
 * @param kinds of the data, in the order of {@link Inputs#arrays}; empty for weights of 1 each
 * @param tables where the data lie
 * @param free gives their memory back
 */
public record Resident(
    Inputs inputs, List<Optional<Kind>> kinds, List<Variable<? extends TType>> tables, Op free) {

  /**
   * What an array is of.
   *
   * @param type of its numbers
   * @param sample shape of one
   * @param scale by which bytes become the floats that the net reads; empty for what it reads as it
   *     is
   */
  public record Kind(Class<? extends TType> type, Shape sample, Optional<Float> scale) {

    private static Kind of(TType values) {
      return new Kind(values.type(), values.shape().tail(), Optional.empty());
    }

    private static Kind of(Batch.Feature feature, Inputs.Port port) {
      Kind kind = of(feature.values());
      boolean scaled = feature.values() instanceof TUint8 && DType.of(port.x()) == DType.FLOAT32;
      float scale = feature.raw() ? 1 : Dataset.PIXEL_SCALE;
      return scaled ? new Kind(kind.type, kind.sample, Optional.of(scale)) : kind;
    }

    private Variable<? extends TType> table(Ops tf, String name) {
      Shape all = Shape.of(Shape.UNKNOWN_SIZE).append(sample);
      return Variable.of(tf, Resource.add(tf, name, all, type));
    }

    /** By the op that a GPU has for bytes too. */
    private Operand<? extends TType> read(
        Ops tf, Variable<? extends TType> table, Operand<TInt32> rows) {
      Operand<? extends TType> values = tf.resourceGather(table.handle(), rows, type);
      return scale.isEmpty()
          ? values
          : tf.math.mul(tf.dtypes.cast(values, TFloat32.class), tf.constant(scale.get()));
    }
  }

  /**
   * Adds a place for data to a graph.
   *
   * @param plain where the graph itself is fed
   * @param kinds of the data; there is room for any number of samples
   */
  public static Resident add(Ops graph, Inputs plain, List<Optional<Kind>> kinds) {
    String name = graph.scope().makeUnique("resident");
    Ops tf = graph.withSubScope(name);
    Placeholder.Options any = Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE));
    Operand<TInt32> rows = tf.withName("rows").placeholder(TInt32.class, any);
    List<Variable<? extends TType>> tables = new ArrayList<>();
    List<Operand<? extends TType>> arrays = new ArrayList<>();
    List<Op> freed = new ArrayList<>();
    for (Optional<Kind> kind : kinds) {
      if (kind.isPresent()) {
        Variable<? extends TType> table = kind.get().table(tf, name + "/" + tables.size());
        tables.add(table);
        arrays.add(kind.get().read(tf, table, rows));
        freed.add(tf.destroyResourceOp(table.handle()));
      } else {
        arrays.add(tf.fill(tf.shape(rows), tf.constant(1f)));
      }
    }
    Inputs inputs = plain.with(arrays, Optional.of(rows));
    return new Resident(inputs, kinds, tables, tf.withControlDependencies(freed).noOp());
  }

  /** Has a run put data there. */
  public void put(Runner runner, Batch.Share all) {
    List<TType> values = new ArrayList<>();
    arrays(all).forEach(array -> array.ifPresent(values::add));
    for (int i = 0; i < tables.size(); i++) {
      runner.feed(tables.get(i).fed(), values.get(i)).addTarget(tables.get(i).assign());
    }
  }

  /** What data are of, see {@link #kinds()}. */
  public static List<Optional<Kind>> kinds(Inputs plain, Batch.Share all) {
    List<Optional<Kind>> kinds = new ArrayList<>();
    arrays(all).forEach(array -> kinds.add(array.map(Kind::of)));
    for (int i = 0; i < all.features().size(); i++) {
      kinds.set(i, Optional.of(Kind.of(all.features().get(i), plain.ports().get(i))));
    }
    return kinds;
  }

  private static List<Optional<TType>> arrays(Batch.Share all) {
    List<Optional<TType>> arrays = new ArrayList<>();
    all.features().forEach(feature -> arrays.add(Optional.of(feature.values())));
    for (Batch.Target target : all.targets()) {
      arrays.add(Optional.of(target.values()));
      arrays.add(target.weights().map(TType.class::cast));
    }
    return arrays;
  }
}
