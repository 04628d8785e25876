package org.cornu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.cornu.config.KerasClass;
import org.cornu.data.Dataset;
import org.cornu.device.Guarded;
import org.cornu.history.Predictions;
import org.cornu.layers.Shapes;
import org.cornu.saving.KerasModel;
import org.cornu.saving.ModelFile;
import org.cornu.saving.Source;
import org.cornu.serving.Answers;
import org.cornu.serving.LoadedModel;
import org.cornu.serving.SavedModel;
import org.tensorflow.ndarray.Shape;

/**
 * A stored model, loaded to predict. It needs neither the net's definition nor what it was trained
 * with. It holds native memory, which {@link #close} frees. Several threads may predict at once.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.load(Path.of("models/model3"))) {
 *   int[] digits = predictor.predictClasses(mnist.test());
 * }
 * }</pre>
 */
public final class Predictor implements AutoCloseable {

  private final String text;
  private final List<String> classNames;
  private final Guarded<LoadedModel> live;

  private Predictor(String origin, LoadedModel loaded, List<String> classNames) {
    this.classNames = List.copyOf(classNames);
    this.text =
        "%s: %s to %s"
            .formatted(origin, Shapes.text(loaded.inputShape()), Shapes.text(loaded.outputShape()));
    this.live = new Guarded<>("the predictor of " + origin, loaded, LoadedModel::close);
  }

  /**
   * Loads what {@link Model#export} or {@link Model#save} wrote, a file of Keras, or another
   * SavedModel whose signature {@code serving_default} has one float input and one float output.
   * What only training needs (optimizer, loss, metrics, regularizers, initializers) is not read.
   *
   * @param path a folder such as {@code models/model3}, or a {@code .keras} archive or whole-model
   *     {@code .h5}, compiled or not; a file may be of another file system, as in a jar
   * @param own classes of layers and the like in a file that are not Keras's
   * @throws IOException if there is no such model; the message says what it lacks
   */
  public static Predictor load(Path path, KerasClass<?>... own) throws IOException {
    Objects.requireNonNull(path, "Predictor.load needs a folder or a file, got null");
    Objects.requireNonNull(own, "load needs classes of your own, or none, got null");
    return ModelFile.isOne(path)
        ? of(path.toString(), Loading.with(own).toPredict(Source.of(path)))
        : of(path, SavedModel.classNames(path));
  }

  /**
   * Loads a {@code .keras} archive or whole-model {@code .h5} from a stream, such as a resource in
   * a jar; it is read to its end, and stays open.
   */
  public static Predictor load(InputStream in, KerasClass<?>... own) throws IOException {
    return of("a stream", Loading.with(own).toPredict(Source.of(in)));
  }

  /** More names than there are classes say nothing; one output tells two classes apart. */
  private static Predictor of(Path savedModel, List<String> names) throws IOException {
    LoadedModel loaded = LoadedModel.open(savedModel);
    boolean fit = names.size() <= Math.max(2, loaded.outputShape().size());
    return new Predictor(savedModel.toString(), loaded, fit ? names : List.of());
  }

  private static Predictor of(String origin, KerasModel stored) {
    return new Predictor(
        origin, LoadedModel.of(stored.net(), stored.weights()), stored.progress().classNames());
  }

  /**
   * The names of the classes that Cornu trained it on, in the order of the outputs; empty if they
   * had none.
   */
  public List<String> classNames() {
    return classNames;
  }

  /** The shape of one sample. */
  public Shape inputShape() {
    return live.read(LoadedModel::inputShape);
  }

  /** The shape of one sample's output. */
  public Shape outputShape() {
    return live.read(LoadedModel::outputShape);
  }

  /**
   * Whether the answers are probabilities, as the model ends with a softmax or a sigmoid; else they
   * are logits, or measures of another kind.
   */
  public boolean probabilities() {
    return live.read(LoadedModel::probabilities);
  }

  /**
   * The model's answers, one row a sample.
   *
   * @throws IllegalArgumentException if the samples have another shape than the input
   */
  public float[][] predict(Dataset data) {
    Objects.requireNonNull(data, "predict needs data, got null");
    return live.read(loaded -> Answers.of(loaded, data));
  }

  /**
   * The model's answer to one sample.
   *
   * @param sample row-major, as many numbers as the input's sizes make
   */
  public float[] predict(float[] sample) {
    return live.read(
        loaded -> {
          Samples.require(sample, loaded.inputShape());
          return loaded.run(sample);
        });
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
   * @throws IllegalArgumentException if the output for one sample has several axes, or there are no
   *     labels
   */
  public Predictions predictions(Dataset data) {
    Classes.requireComparable(outputShape(), classNames, data);
    return Classes.compare(data, predict(data));
  }

  /** In a line: where it came from, and shapes. */
  @Override
  public String toString() {
    return text;
  }

  /** Frees the native memory when nobody predicts; a second call does nothing. */
  @Override
  public void close() {
    live.close();
  }
}
