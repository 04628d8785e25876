package org.cornu;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cornu.data.Dataset;
import org.cornu.graph.Spec;
import org.cornu.history.Predictions;
import org.tensorflow.ndarray.Shape;

/** What answers to samples: a {@link Model}, or a stored one, a {@link Predictor}. */
public sealed interface Answering permits Model, Predictor {

  /** Shape of one sample, and type, of each input. */
  List<Spec> inputs();

  /** Shape of one sample, and type, of each output. */
  List<Spec> outputs();

  /** The names of the outputs. */
  List<String> outputNames();

  /**
   * What the classes it was trained on are called, in the order of the outputs; empty if they had
   * no names, or Keras wrote it.
   */
  List<String> classNames();

  /**
   * The answers of each output, by its name: one row a sample.
   *
   * @throws IllegalArgumentException if the data have other inputs
   */
  Map<String, float[][]> predictByOutput(Dataset data);

  /** The answers of each output to a batch of your own (Keras: {@code predict_on_batch}). */
  default Map<String, float[][]> predictOnBatch(Dataset batch) {
    return predictByOutput(batch);
  }

  /**
   * The shape of one sample.
   *
   * @throws IllegalStateException if there are several inputs
   */
  default Shape inputShape() {
    return only("input", inputs()).shape();
  }

  /**
   * The shape of one sample's output.
   *
   * @throws IllegalStateException if there are several outputs
   */
  default Shape outputShape() {
    return only("output", outputs()).shape();
  }

  private Spec only(String what, List<Spec> several) {
    if (several.size() != 1) {
      throw new IllegalStateException(
          "needs a model of one %s, has %d: %s; use %ss()%s"
              .formatted(
                  what,
                  several.size(),
                  several,
                  what,
                  what.equals("output") ? " and predictByOutput" : ""));
    }
    return several.get(0);
  }

  /**
   * The answers, one row a sample.
   *
   * @throws IllegalArgumentException if the samples have another shape than the input
   * @throws IllegalStateException if there are several outputs
   */
  default float[][] predict(Dataset data) {
    Objects.requireNonNull(data, "predict needs data, got null");
    only("output", outputs());
    return predictByOutput(data).values().iterator().next();
  }

  /**
   * The answer to one sample.
   *
   * @param sample row-major, as many numbers as the input's sizes make
   */
  default float[] predict(float[] sample) {
    return predict(Samples.one(sample, inputShape()))[0];
  }

  /**
   * The most probable class of each sample.
   *
   * @throws IllegalArgumentException if the output for one sample has several axes
   */
  default int[] predictClasses(Dataset data) {
    Classes.requireOneAnswer(outputShape());
    return Classes.of(predict(data));
  }

  /**
   * The most probable class of each sample beside its true one.
   *
   * @throws IllegalArgumentException if the output for one sample has several axes, or there are no
   *     labels
   */
  default Predictions predictions(Dataset data) {
    Classes.requireComparable(outputShape(), classNames(), data);
    return Classes.compare(data, predict(data));
  }
}
