package org.cornu.layers;

import java.util.Arrays;
import java.util.Objects;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Index;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * The input without what lies at the ends of the axes beside the channels: (sizes..., channels) to
 * (smaller sizes..., channels) (Keras: {@code Cropping1D}, {@code Cropping2D}, {@code Cropping3D}).
 *
 * @param margins how much is cut off at each end
 * @param layout where the channels are
 */
public record Cropping(Margins margins, Layout layout) implements MarginLayer<Cropping> {

  public Cropping {
    Objects.requireNonNull(margins, "cropping needs margins, got null");
    Objects.requireNonNull(layout, "cropping needs a layout, got null");
  }

  @Override
  public String className() {
    return "Cropping" + margins.rank() + "D";
  }

  @Override
  public Cropping layout(Layout layout) {
    return new Cropping(margins, layout);
  }

  @Override
  public long changed(long size, int axis) {
    return size - margins.before(axis) - margins.after(axis);
  }

  @Override
  public <T extends TType> Operand<T> move(Ops tf, Operand<T> x) {
    Index[] kept = new Index[margins.rank() + 1 + first()];
    Arrays.fill(kept, Indices.all());
    for (int axis = 0; axis < margins.rank(); axis++) {
      long before = margins.before(axis);
      long after = margins.after(axis);
      kept[axis + 1 + first()] =
          after == 0 ? Indices.sliceFrom(before) : Indices.slice(before, -after);
    }
    return tf.stridedSlice(x, kept);
  }

  @Override
  public Config config() {
    Config config = Config.of("cropping", margins.config());
    return margins.rank() == 1 ? config : config.with(layout.config());
  }

  /** Reads Keras's configuration of cropping along so many axes; a sequence has its steps first. */
  public static Cropping from(Config config, int rank) {
    // Keras's own defaults differ: nothing of an image.
    Margins absent = Margins.all(rank, rank == 2 ? 0 : 1);
    return new Cropping(Margins.from(config, "cropping", rank, absent), Layout.from(config));
  }
}
