package org.cornu.layers;

import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBicubic;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** How a pixel is made of those around it where images change their size. */
public enum Interpolation {
  /** Of the four around it. */
  BILINEAR,
  /** The one that is nearest. */
  NEAREST,
  /** Of sixteen, by a cubic (Keys, 1981). */
  BICUBIC,
  /** Of those in a radius of 3, by Lanczos's kernel. */
  LANCZOS3,
  /** Of those in a radius of 5, by Lanczos's kernel. */
  LANCZOS5,
  /** The mean of all that it covers; no gradient flows through it. */
  AREA;

  /**
   * Images in another size.
   *
   * @param images (batch, height, width, channels)
   * @param size (2): the new height and width
   * @param antialias whether the kernel is as wide as a new pixel where images become smaller; of
   *     no effect for NEAREST and AREA, as in TensorFlow
   */
  public Operand<TFloat32> resize(
      Ops tf, Operand<TFloat32> images, Operand<TInt32> size, boolean antialias) {
    return switch (this) {
      case NEAREST ->
          tf.image.resizeNearestNeighbor(
              images, size, ResizeNearestNeighbor.halfPixelCenters(true));
      case AREA -> tf.stopGradient(tf.image.resizeArea(images, size)); // TensorFlow has none
      case BILINEAR ->
          antialias
              ? scaled(tf, images, size, "triangle", true)
              : tf.image.resizeBilinear(images, size, ResizeBilinear.halfPixelCenters(true));
      case BICUBIC ->
          antialias
              ? scaled(tf, images, size, "keyscubic", true)
              : tf.image.resizeBicubic(images, size, ResizeBicubic.halfPixelCenters(true));
      case LANCZOS3, LANCZOS5 -> scaled(tf, images, size, kerasName(), antialias);
    };
  }

  private static Operand<TFloat32> scaled(
      Ops tf, Operand<TFloat32> images, Operand<TInt32> size, String kernel, boolean antialias) {
    Operand<TInt32> old = tf.slice(tf.shape(images), tf.array(1), tf.array(2));
    Operand<TFloat32> scale =
        tf.math.div(tf.dtypes.cast(size, TFloat32.class), tf.dtypes.cast(old, TFloat32.class));
    return tf.image.scaleAndTranslate(
        images,
        size,
        scale,
        tf.constant(new float[2]),
        ScaleAndTranslate.kernelType(kernel),
        ScaleAndTranslate.antialias(antialias));
  }

  /** Keras's name. */
  public String kerasName() {
    return Choice.name(this);
  }

  /**
   * Reads Keras's name.
   *
   * @param absent where there is none
   */
  public static Interpolation from(Config config, Interpolation absent) {
    return Choice.from(config, "interpolation", absent);
  }
}
