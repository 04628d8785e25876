package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A part of each image, somewhere in it while training, the same place for a whole batch as in
 * Keras: (height, width, channels) to (height', width', channels) (Keras: {@code RandomCrop}).
 *
 * <p>Outside training the largest middle part of the wanted proportions is brought to the size, as
 * Keras's documentation says; Keras 3.15 gives the whole image there, of another size than it
 * declares. An image that is not larger both ways is cut from its middle, and brought to the size.
 *
 * @param height of what is cut out, in pixels
 * @param width of what is cut out, in pixels
 * @param layout of the images
 */
public record RandomCrop(int height, int width, Layout layout) implements UnaryLayer {

  public RandomCrop {
    Cropping.requireSize("randomCrop", height, width);
  }

  /** For images (channels, height, width). */
  public RandomCrop channelsFirst() {
    return new RandomCrop(height, width, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    Images.known(layout, input);
    return Images.sized(layout, input, height, width);
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> images = layout.last(tf, x);
    if (!scope.training()) {
      return layout.stored(tf, Cropping.resized(tf, images, height, width));
    }
    return layout.stored(
        tf,
        isWithin(images)
            ? cropped(tf, images, scope.uniformForAll(tf.constant(new int[] {2})))
            : middle(tf, images));
  }

  private boolean isWithin(Operand<TFloat32> images) {
    return Cropping.size(images, 1) > height && Cropping.size(images, 2) > width;
  }

  /**
   * The part at a place.
   *
   * @param images (batch, height, width, channels), larger than the part
   * @param drawn (2), in [0, 1): how far down and across
   */
  Operand<TFloat32> cropped(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    return Cropping.part(
        tf,
        images,
        place(tf, drawn, 0, Cropping.size(images, 1) - height + 1),
        place(tf, drawn, 1, Cropping.size(images, 2) - width + 1),
        height,
        width);
  }

  private static Operand<TInt32> place(Ops tf, Operand<TFloat32> drawn, int which, int places) {
    Operand<TFloat32> number = tf.gather(drawn, tf.constant(which), tf.constant(0));
    return tf.dtypes.cast(tf.math.mul(number, tf.constant((float) places)), TInt32.class);
  }

  /** Where the middle part of the proportions begins, as much as is wanted, in the size. */
  Operand<TFloat32> middle(Ops tf, Operand<TFloat32> images) {
    int imageHeight = Cropping.size(images, 1);
    int imageWidth = Cropping.size(images, 2);
    int top = start(imageHeight, (int) ((double) imageWidth * height / width));
    int left = start(imageWidth, (int) ((double) imageHeight * width / height));
    Operand<TFloat32> part =
        Cropping.part(
            tf,
            images,
            tf.constant(top),
            tf.constant(left),
            Math.min(height, imageHeight - top),
            Math.min(width, imageWidth - left));
    return Images.resized(tf, part, height, width, Interpolation.BILINEAR, false);
  }

  private static int start(int side, int wanted) {
    return (side - Math.max(1, Math.min(side, wanted))) / 2;
  }

  @Override
  public Config config() {
    return Config.of("height", height).with("width", width).with(layout.config());
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomCrop from(Config config) {
    config.ignore("seed");
    return new RandomCrop(config.integer("height"), config.integer("width"), Layout.from(config));
  }
}
