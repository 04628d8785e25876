package org.cornu.server;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cornu.data.DataException;
import org.cornu.data.Dataset;
import org.cornu.data.Images;
import org.cornu.data.PictureInput;
import org.cornu.graph.DType;
import org.cornu.server.PredictRequest.Form;
import org.cornu.serving.End;
import org.cornu.serving.LoadedModel;
import org.cornu.serving.SavedModel;
import org.tensorflow.ndarray.Shape;

/** Reads a body that is a picture, as {@code predict} reads one. */
final class PictureRequest {

  /** Four bytes each; a telephone's have half of it. */
  private static final long MOST_PIXELS = 25_000_000;

  /** A small file may be a large picture: so few at once that they take an eighth of the memory. */
  private static final Semaphore DECODERS =
      new Semaphore(
          (int)
              Math.max(
                  1,
                  Math.min(
                      Runtime.getRuntime().availableProcessors(),
                      Runtime.getRuntime().maxMemory() / (8 * 4 * MOST_PIXELS))));

  private PictureRequest() {}

  /**
   * One sample.
   *
   * @throws Refusal if it is no picture, or the model takes none
   */
  static PredictRequest read(byte[] body, ServedVersion version) {
    LoadedModel model = version.signatures().get(SavedModel.SIGNATURE);
    if (model == null || model.fed().size() != 1) {
      throw Refusal.badRequest(
          "needs a model of one input to read a picture, has %s", inputs(model));
    }
    End input = model.fed().get(0);
    Shape shape = input.spec().shape();
    boolean bytes = input.spec().dtype() == DType.UINT8;
    if (!input.spec().isFloat() && !bytes || shape.hasUnknownDimension()) {
      throw Refusal.badRequest("needs a model of pictures, has one of %s", input.spec());
    }
    try {
      byte[] pixels =
          pixels(body, PictureInput.of(shape.asArray()), version.servable().classNames());
      Elements<?> elements =
          bytes ? ByteElements.of(pixels) : FloatElements.of(pixels, Dataset.PIXEL_SCALE);
      return new PredictRequest(
          SavedModel.SIGNATURE, Form.ROWS, List.of(new Column(1, shape, elements)));
    } catch (DataException | IllegalArgumentException e) {
      throw Refusal.badRequest("%s", e.getMessage());
    }
  }

  private static byte[] pixels(byte[] body, PictureInput input, List<String> classNames) {
    if (!begin()) {
      throw new Refusal(
          Refusal.UNAVAILABLE, "too many pictures are being decoded; try again later");
    }
    try {
      return input.pixels(Images.read(body, "the body", MOST_PIXELS), classNames);
    } finally {
      DECODERS.release();
    }
  }

  private static boolean begin() {
    try {
      return DECODERS.tryAcquire(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> inputs(LoadedModel model) {
    return model == null ? List.of() : model.fed().stream().map(End::key).toList();
  }
}
