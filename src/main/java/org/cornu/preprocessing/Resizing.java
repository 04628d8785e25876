package org.cornu.preprocessing;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layer;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Images in another size: (height, width, channels) to (height', width', channels) (Keras: {@code
 * Resizing}). As in Keras whole numbers stay whole: they are rounded, and held within their type.
 *
 * @param height of the new images, in pixels
 * @param width of the new images, in pixels
 * @param interpolation how new pixels are made
 * @param aspect what happens to images of other proportions
 * @param fillValue of what is added where {@code aspect} is PAD
 * @param antialiased whether images that become smaller are blurred as much as it takes
 * @param layout of the images
 */
public record Resizing(
    int height,
    int width,
    Interpolation interpolation,
    Aspect aspect,
    double fillValue,
    boolean antialiased,
    Layout layout)
    implements Layer {

  private static final String CROP = "crop_to_aspect_ratio";
  private static final String PAD = "pad_to_aspect_ratio";

  /** What happens to images of other proportions than those wanted. */
  public enum Aspect {
    /** They are distorted. */
    STRETCH,
    /** The largest part of the wanted proportions is taken, from the middle. */
    CROP,
    /** They are put in the middle of a plain image of the wanted proportions. */
    PAD
  }

  public Resizing {
    Cropping.requireSize("resizing", height, width);
    Objects.requireNonNull(interpolation, "resizing needs an interpolation, got null");
  }

  /** With another interpolation than bilinear. */
  public Resizing interpolation(Interpolation interpolation) {
    return new Resizing(height, width, interpolation, aspect, fillValue, antialiased, layout);
  }

  /** Of the largest part of the wanted proportions (Keras: {@code crop_to_aspect_ratio}). */
  public Resizing cropToAspectRatio() {
    return new Resizing(height, width, interpolation, Aspect.CROP, fillValue, antialiased, layout);
  }

  /** Padded to the wanted proportions (Keras: {@code pad_to_aspect_ratio}). */
  public Resizing padToAspectRatio(double fillValue) {
    return new Resizing(height, width, interpolation, Aspect.PAD, fillValue, antialiased, layout);
  }

  /** Blurred as much as it takes where images become smaller. */
  public Resizing antialias() {
    return new Resizing(height, width, interpolation, aspect, fillValue, true, layout);
  }

  /** For images (channels, height, width). */
  public Resizing channelsFirst() {
    return new Resizing(
        height, width, interpolation, aspect, fillValue, antialiased, Layout.CHANNELS_FIRST);
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("needs one input, got " + inputs.size());
    }
    Spec images = inputs.get(0);
    if (aspect != Aspect.STRETCH) {
      Images.known(layout, images.shape());
    }
    return List.of(new Spec(Images.sized(layout, images.shape(), height, width), images.dtype()));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<? extends TType> x = inputs.get(0);
    Operand<TFloat32> shaped = proportioned(tf, layout.last(tf, scope.floats(x)));
    Operand<TFloat32> resized =
        layout.stored(tf, Images.resized(tf, shaped, height, width, interpolation, antialiased));
    return List.of(WholeNumbers.like(tf, resized, DType.of(x)));
  }

  private Operand<TFloat32> proportioned(Ops tf, Operand<TFloat32> images) {
    return switch (aspect) {
      case STRETCH -> images;
      case CROP -> Cropping.proportioned(tf, images, height, width);
      case PAD -> padded(tf, images);
    };
  }

  private Operand<TFloat32> padded(Ops tf, Operand<TFloat32> images) {
    int imageHeight = Cropping.size(images, 1);
    int imageWidth = Cropping.size(images, 2);
    int down = Math.max(0, Cropping.across(imageWidth, height, width) - imageHeight) / 2;
    int across = Math.max(0, Cropping.across(imageHeight, width, height) - imageWidth) / 2;
    if (down == 0 && across == 0) {
      return images;
    }
    int[][] paddings = {{0, 0}, {down, down}, {across, across}, {0, 0}};
    return tf.pad(images, tf.constant(paddings), tf.constant((float) fillValue));
  }

  /** The size, and what is not usual: the first releases of Keras 3 lacked some of it. */
  @Override
  public Config config() {
    Config config =
        Config.of("height", height)
            .with("width", width)
            .with("interpolation", interpolation.kerasName())
            .with(CROP, aspect == Aspect.CROP)
            .with(layout.config());
    Config filled =
        aspect == Aspect.PAD ? config.with(PAD, true).with("fill_value", fillValue) : config;
    return antialiased ? filled.with("antialias", true) : filled;
  }

  /** Reads Keras's configuration. */
  public static Resizing from(Config config) {
    config.require("fill_mode", "constant");
    boolean crop = config.flag(CROP, false);
    boolean pad = config.flag(PAD, false);
    if (crop && pad) {
      throw config.wrong(PAD, "false where " + CROP + " is true");
    }
    double fill = config.number("fill_value", 0);
    return new Resizing(
        config.integer("height"),
        config.integer("width"),
        Interpolation.from(config, Interpolation.BILINEAR),
        crop ? Aspect.CROP : pad ? Aspect.PAD : Aspect.STRETCH,
        pad ? fill : 0, // of no effect otherwise
        config.flag("antialias", false),
        Layout.from(config));
  }
}
