package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.Spec;
import org.cornu.layers.Layers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A grid of equal tiles over an image.
 *
 * @param down how many in a column, 1 or more
 * @param across how many in a row, 1 or more
 */
public record Tiles(int down, int across) {

  private static final String KEY = "tile_grid_size";

  public Tiles {
    if (down < 1 || across < 1) {
      throw new IllegalArgumentException(
          "a grid needs 1 tile or more down and across, got %d and %d".formatted(down, across));
    }
  }

  /** Checks that an image (height, width, channels) is large enough to be mirrored. */
  void require(Shape image) {
    if (isSmall(image.get(0), down) || isSmall(image.get(1), across)) {
      throw new IllegalArgumentException(
          "needs images of half as many pixels as tiles or more, got %s of %d and %d tiles; give fewer tiles by tileGridSize(...)"
              .formatted(Spec.floats(image), down, across));
    }
  }

  private static boolean isSmall(long size, int tiles) {
    return size != Layers.ANY && 2 * size < tiles;
  }

  /**
   * Cuts images into tiles.
   *
   * @param images (batch, height, width, channels)
   * @return a row for each channel of each tile of each image: (rows, pixels)
   */
  Operand<TInt32> cut(Ops tf, Operand<TInt32> images) {
    Operand<TInt32> none = tf.constant(0);
    Operand<TInt32> high = side(tf, images, 1, down);
    Operand<TInt32> wide = side(tf, images, 2, across);
    Operand<TInt32> below = beyond(tf, images, 1, high, down);
    Operand<TInt32> right = beyond(tf, images, 2, wide, across);
    Operand<TInt32> edges =
        tf.reshape(
            tf.stack(List.of(none, none, none, below, none, right, none, none)), tf.array(4, 2));
    Operand<TInt32> mirrored = tf.mirrorPad(images, edges, "SYMMETRIC");
    Operand<TInt32> tiled =
        tf.reshape(
            mirrored,
            tf.stack(
                List.of(
                    tf.constant(-1),
                    tf.constant(down),
                    high,
                    tf.constant(across),
                    wide,
                    Drawn.size(tf, images, 3))));
    return tf.reshape(
        tf.linalg.transpose(tiled, tf.array(0, 1, 3, 5, 2, 4)),
        tf.stack(List.of(tf.constant(-1), tf.math.mul(high, wide))));
  }

  /** How many pixels a tile takes of an axis, rounded up. */
  private static Operand<TInt32> side(Ops tf, Operand<TInt32> images, int axis, int tiles) {
    Operand<TInt32> size = Drawn.size(tf, images, axis);
    return tf.math.floorDiv(tf.math.add(size, tf.constant(tiles - 1)), tf.constant(tiles));
  }

  private static Operand<TInt32> beyond(
      Ops tf, Operand<TInt32> images, int axis, Operand<TInt32> side, int tiles) {
    return tf.math.sub(tf.math.mul(side, tf.constant(tiles)), Drawn.size(tf, images, axis));
  }

  /**
   * What the tables of the four nearest tiles make of each pixel, blended by how near they are.
   *
   * @param images whole numbers, (batch, height, width, channels)
   * @param tables of the rows of {@link #cut}: (rows, values)
   * @return in the images' shape
   */
  Operand<TFloat32> blended(Ops tf, Operand<TInt32> images, Operand<TFloat32> tables, int values) {
    Nearest rows = Nearest.of(tf, images, 1, side(tf, images, 1, down), down);
    Nearest columns = Nearest.of(tf, images, 2, side(tf, images, 2, across), across);
    Operand<TFloat32> flat = tf.reshape(tables, tf.array(-1));
    Operand<TFloat32> above = blended(tf, images, flat, values, rows.before(), columns);
    Operand<TFloat32> below = blended(tf, images, flat, values, rows.after(), columns);
    return tf.reshape(Mixing.blend(tf, rows.part(), below, above), tf.shape(images));
  }

  private Operand<TFloat32> blended(
      Ops tf,
      Operand<TInt32> images,
      Operand<TFloat32> flat,
      int values,
      Operand<TInt32> row,
      Nearest columns) {
    return Mixing.blend(
        tf,
        columns.part(),
        at(tf, images, flat, values, row, columns.after()),
        at(tf, images, flat, values, row, columns.before()));
  }

  private Operand<TFloat32> at(
      Ops tf,
      Operand<TInt32> images,
      Operand<TFloat32> flat,
      int values,
      Operand<TInt32> row,
      Operand<TInt32> column) {
    Operand<TInt32> image = Nearest.numbers(tf, images, 0);
    Operand<TInt32> channel = Nearest.numbers(tf, images, 3);
    Operand<TInt32> tile =
        next(tf, next(tf, image, tf.constant(down), row), tf.constant(across), column);
    Operand<TInt32> table = next(tf, tile, Drawn.size(tf, images, 3), channel);
    return tf.gather(flat, next(tf, table, tf.constant(values), images), tf.constant(0));
  }

  /** Row-major: the number within groups of a size, from the number of the group. */
  private static Operand<TInt32> next(
      Ops tf, Operand<TInt32> group, Operand<TInt32> size, Operand<TInt32> within) {
    return tf.math.add(tf.math.mul(group, size), within);
  }

  static Tiles from(Config config) {
    if (!config.has(KEY)) {
      return new Tiles(8, 8);
    }
    List<Double> sizes = Numbers.from(config, KEY);
    if (sizes.size() != 2 || sizes.stream().anyMatch(size -> size != Math.rint(size))) {
      throw config.wrong(KEY, "a list of two whole numbers");
    }
    return new Tiles(sizes.get(0).intValue(), sizes.get(1).intValue());
  }
}
