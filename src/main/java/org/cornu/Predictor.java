package org.cornu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cornu.config.KerasClass;
import org.cornu.data.Dataset;
import org.cornu.device.Guarded;
import org.cornu.feed.Wants;
import org.cornu.graph.Spec;
import org.cornu.saving.KerasModel;
import org.cornu.saving.ModelFile;
import org.cornu.saving.Source;
import org.cornu.serving.Answers;
import org.cornu.serving.LoadedModel;
import org.cornu.serving.SavedModel;

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
public final class Predictor implements Answering, AutoCloseable {

  private final String text;
  private final List<String> classNames;
  private final boolean isOfOne;
  private final Guarded<LoadedModel> live;

  private Predictor(String origin, LoadedModel loaded, List<String> classNames) {
    this.classNames = List.copyOf(classNames);
    this.isOfOne = isOfOne(inputs(loaded)) && isOfOne(loaded.outputs());
    this.text =
        "%s: %s to %s".formatted(origin, Spec.text(inputs(loaded)), Spec.text(loaded.outputs()));
    this.live = new Guarded<>("the predictor of " + origin, loaded, LoadedModel::close);
  }

  /**
   * Loads what {@link Model#export} or {@link Model#save} wrote, a file of Keras, or another
   * SavedModel whose signature {@code serving_default} has inputs and outputs of numbers. What only
   * training needs (optimizer, loss, metrics, regularizers, initializers) is not read.
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
    boolean fit = names.size() <= Math.max(2, classes(loaded.outputs()));
    return new Predictor(savedModel.toString(), loaded, fit ? names : List.of());
  }

  private static Predictor of(String origin, KerasModel stored) {
    try (stored) {
      return new Predictor(
          origin, LoadedModel.of(stored.net(), stored.weights()), stored.progress().classNames());
    }
  }

  private static List<Spec> inputs(LoadedModel loaded) {
    return loaded.inputs().stream().map(Wants.Input::spec).toList();
  }

  /** How many numbers an answer of the only output has; 0 of several. */
  private static long classes(List<Spec> outputs) {
    return outputs.size() == 1 ? outputs.get(0).shape().size() : 0;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public List<Spec> inputs() {
    return live.read(Predictor::inputs);
  }

  /** The names of the inputs, by which data of several parts call them. */
  public List<String> inputNames() {
    return live.read(loaded -> loaded.inputs().stream().map(Wants.Input::name).toList());
  }

  @Override
  public List<Spec> outputs() {
    return live.read(LoadedModel::outputs);
  }

  @Override
  public List<String> outputNames() {
    return live.read(LoadedModel::outputNames);
  }

  /**
   * Whether the answers are probabilities, as the model ends with a softmax or a sigmoid; else they
   * are logits, or measures of another kind.
   */
  public boolean probabilities() {
    return live.read(LoadedModel::probabilities);
  }

  @Override
  public Map<String, float[][]> predictByOutput(Dataset data) {
    Objects.requireNonNull(data, "predict needs data, got null");
    return live.read(loaded -> Answers.named(loaded.outputNames(), Answers.of(loaded, data)));
  }

  /** Without the way by a data set, which takes longer than the answer. */
  @Override
  public float[] predict(float[] sample) {
    return isOfOne ? live.read(loaded -> run(loaded, sample)) : Answering.super.predict(sample);
  }

  private static float[] run(LoadedModel loaded, float[] sample) {
    Samples.require(sample, loaded.inputShape());
    return loaded.run(sample);
  }

  /** Whether it is one closed shape of floats. */
  private static boolean isOfOne(List<Spec> specs) {
    return specs.size() == 1
        && specs.get(0).isFloat()
        && !specs.get(0).shape().hasUnknownDimension();
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
