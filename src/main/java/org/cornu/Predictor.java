package org.cornu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.cornu.data.Dataset;
import org.cornu.history.Predictions;
import org.cornu.saving.LoadedModel;
import org.cornu.train.Inference;
import org.tensorflow.ndarray.Shape;

/**
 * An exported model, loaded to predict. It needs neither the net's definition nor what it was
 * trained with. It holds native memory, which {@link #close} frees. Several threads may predict at
 * once.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.load(Path.of("models/model3"))) {
 *   int[] digits = predictor.predictClasses(mnist.test());
 * }
 * }</pre>
 */
public final class Predictor implements AutoCloseable {

  private final Path folder;
  private LoadedModel loaded;

  private Predictor(Path folder, LoadedModel loaded) {
    this.folder = folder;
    this.loaded = loaded;
  }

  /**
   * Loads what {@link Model#export} wrote, or another SavedModel whose signature {@code
   * serving_default} has one float input and one float output.
   *
   * @param folder for example {@code models/model3}
   * @throws IOException if the folder holds no such SavedModel; the message says what it lacks
   */
  public static Predictor load(Path folder) throws IOException {
    Objects.requireNonNull(folder, "Predictor.load needs a folder, got null");
    return new Predictor(folder, LoadedModel.open(folder));
  }

  /** The shape of one sample. */
  public Shape inputShape() {
    return open().inputShape();
  }

  /** The shape of one sample's output. */
  public Shape outputShape() {
    return open().outputShape();
  }

  /**
   * The model's answers, one row a sample.
   *
   * @throws IllegalArgumentException if the samples have another shape than the input
   */
  public float[][] predict(Dataset data) {
    Objects.requireNonNull(data, "predict needs data, got null");
    LoadedModel model = open();
    return Inference.predict(
        model::run, model.inputShape(), model.outputShape(), data, Inference.BATCH_SIZE);
  }

  /**
   * The model's answer to one sample.
   *
   * @param sample row-major, as many numbers as the input's sizes make
   */
  public float[] predict(float[] sample) {
    return predict(Samples.one(sample, inputShape()))[0];
  }

  /**
   * The most probable class of each sample.
   *
   * @throws IllegalArgumentException if the output for one sample has several axes
   */
  public int[] predictClasses(Dataset data) {
    Classes.requireOneAnswer(outputShape());
    return Classes.of(predict(data));
  }

  /**
   * The most probable class of each sample beside its true one.
   *
   * @throws IllegalArgumentException if the output for one sample has several axes
   */
  public Predictions predictions(Dataset data) {
    Classes.requireOneAnswer(outputShape());
    return Classes.compare(data, predict(data));
  }

  private LoadedModel open() {
    if (loaded == null) {
      throw new IllegalStateException(
          "the predictor of %s is closed: use it inside its try-with-resources".formatted(folder));
    }
    return loaded;
  }

  /** Frees the native memory; a second call does nothing. */
  @Override
  public void close() {
    if (loaded != null) {
      loaded.close();
      loaded = null;
    }
  }
}
