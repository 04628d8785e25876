package org.cornu.preprocessing;

import java.util.Objects;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mirrors half of the images while training: (height, width, channels) to the same (Keras: {@code
 * RandomFlip}).
 *
 * @param mode which way; both ways at once, as in Keras 3, where the mode is both
 * @param layout of the images
 */
public record RandomFlip(Mode mode, Layout layout) implements Augmentation {

  /** Which way images are mirrored. */
  public enum Mode {
    /** Left becomes right. */
    HORIZONTAL,
    /** Top becomes bottom. */
    VERTICAL,
    /** Both at once: a turn by half a circle. */
    HORIZONTAL_AND_VERTICAL
  }

  public RandomFlip {
    Objects.requireNonNull(mode, "randomFlip needs a mode, got null");
  }

  /** For images (channels, height, width). */
  public RandomFlip channelsFirst() {
    return new RandomFlip(mode, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return 1;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    int[] axes =
        switch (mode) {
          case HORIZONTAL -> new int[] {2};
          case VERTICAL -> new int[] {1};
          case HORIZONTAL_AND_VERTICAL -> new int[] {1, 2};
        };
    Operand<TFloat32> number = Drawn.column(tf, drawn, 0);
    return tf.select(
        Drawn.perImage(tf, tf.math.lessEqual(number, tf.constant(0.5f))),
        tf.reverse(images, tf.constant(axes)),
        images);
  }

  @Override
  public Config config() {
    return Config.of("mode", Choice.name(mode)).with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomFlip from(Config config) {
    config.ignore("seed");
    return new RandomFlip(
        Choice.from(config, "mode", Mode.HORIZONTAL_AND_VERTICAL), Layout.from(config));
  }
}
