package org.cornu.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.cornu.callbacks.Callback;
import org.cornu.config.Arguments;
import org.cornu.data.Dataset;

/**
 * How to train (Keras: the arguments of {@code fit}, with their defaults).
 *
 * @param epochs how many epochs to train; with an initial epoch, the number of the last
 * @param initialEpoch how many epochs count as done; absent, those that the model has done
 * @param batchSize samples in a step; 32 by default
 * @param shuffle how each epoch mixes the samples; all of them by default
 * @param validation what to validate on; nothing by default
 * @param classWeights by class id, by which samples count; empty for none
 * @param callbacks in the order they are called
 * @param onDevice whether what is trained on lies in the device's memory
 */
public record Fit(
    int epochs,
    OptionalInt initialEpoch,
    int batchSize,
    Shuffle shuffle,
    Validation validation,
    Map<Integer, Double> classWeights,
    List<Callback> callbacks,
    boolean onDevice) {

  public Fit {
    requirePositive("epochs", epochs);
    requirePositive("batchSize", batchSize);
    initialEpoch.ifPresent(
        initial -> {
          if (initial < 0 || initial > epochs) {
            throw new IllegalArgumentException(
                "fit needs an initialEpoch from 0 to its epochs, got %d of %d"
                    .formatted(initial, epochs));
          }
        });
    classWeights = Map.copyOf(classWeights);
    callbacks = List.copyOf(callbacks);
  }

  /** Trains for so many epochs, 1 or more. */
  public static Fit epochs(int epochs) {
    return new Fit(
        epochs,
        OptionalInt.empty(),
        32,
        new Shuffle.All(),
        new Validation.None(),
        Map.of(),
        List.of(),
        false);
  }

  /** With so many samples in a step, 1 or more. */
  public Fit batchSize(int size) {
    return new Fit(
        epochs, initialEpoch, size, shuffle, validation, classWeights, callbacks, onDevice);
  }

  /**
   * Counting so many epochs as done: {@code epochs} is then the number of the last, as in Keras. If
   * all are done, nothing is left to train.
   */
  public Fit initialEpoch(int initial) {
    return new Fit(
        epochs,
        OptionalInt.of(initial),
        batchSize,
        shuffle,
        validation,
        classWeights,
        callbacks,
        onDevice);
  }

  /** Taking the samples in their own order. */
  public Fit noShuffle() {
    return new Fit(
        epochs,
        initialEpoch,
        batchSize,
        new Shuffle.None(),
        validation,
        classWeights,
        callbacks,
        onDevice);
  }

  /**
   * Taking the samples of each epoch in a new order, but mixed within a window that moves over them
   * (tf.data's {@code shuffle}): each is drawn from a buffer of so many, and the next one takes its
   * place. What is read from a file then comes from neighbouring places. Samples that lie sorted by
   * class need a window of several classes; {@link Dataset#shuffled} before would mix them too, but
   * what is read would lie apart again.
   *
   * @param samples 1 or more; 1 is their own order, and from the size of the data on any order is
   *     equally likely
   */
  public Fit shuffleWindow(int samples) {
    return new Fit(
        epochs,
        initialEpoch,
        batchSize,
        new Shuffle.Window(samples),
        validation,
        classWeights,
        callbacks,
        onDevice);
  }

  /**
   * Taking samples of like lengths together, so that batches have less to fill up (tf.data's {@code
   * bucket_by_sequence_length}): all are mixed, and each goes to the bucket of its length; a bucket
   * that holds a batch gives it. The last batches of an epoch are of what is left in the buckets,
   * from the short to the long.
   *
   * @param boundaries rising lengths, with each of which a bucket begins: 10, 20 for those of 0 to
   *     9 steps, of 10 to 19 and of more
   */
  public Fit bucketByLength(int... boundaries) {
    Objects.requireNonNull(boundaries, "fit needs lengths for bucketByLength, got null");
    return new Fit(
        epochs,
        initialEpoch,
        batchSize,
        new Shuffle.Buckets(Arrays.stream(boundaries).boxed().toList()),
        validation,
        classWeights,
        callbacks,
        onDevice);
  }

  /**
   * Validating on the last fraction of the data, which is then not trained on.
   *
   * @param fraction in (0, 1)
   */
  public Fit validationSplit(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "fit needs a validationSplit above 0 and below 1, got " + fraction);
    }
    return validation(new Validation.Fraction(fraction));
  }

  /** Validating on data of its own. */
  public Fit validationData(Dataset data) {
    Objects.requireNonNull(data, "fit needs validationData, got null");
    return validation(new Validation.Data(data));
  }

  /**
   * With samples that count more or less by their class, in the loss and in weighted metrics
   * (Keras: {@code class_weight}); what is validated on counts as it is.
   *
   * @param weights by class id, finite; 1 for a class that is not named
   */
  public Fit classWeights(Map<Integer, Double> weights) {
    Objects.requireNonNull(weights, "fit needs classWeights, got null");
    weights.forEach(
        (id, weight) ->
            Objects.requireNonNull(
                weight, () -> "fit needs a weight for class %s, got null".formatted(id)));
    return new Fit(
        epochs, initialEpoch, batchSize, shuffle, validation, weights, callbacks, onDevice);
  }

  /** With callbacks after those already there. */
  public Fit callbacks(Callback... more) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.addAll(Arguments.list("fit needs callbacks, or none", more));
    return new Fit(
        epochs, initialEpoch, batchSize, shuffle, validation, classWeights, all, onDevice);
  }

  /**
   * With all samples that are trained on in the memory of the device, a GPU's or the process's own,
   * from the first step to the end of {@code fit}: a step is then handed their numbers alone. No
   * number changes. It is for data in memory, which have to fit there once more, pixels as bytes
   * and classes as rows of floats where the loss reads such rows; while they are put there, the
   * process holds them twice more.
   */
  public Fit dataOnDevice() {
    return new Fit(
        epochs, initialEpoch, batchSize, shuffle, validation, classWeights, callbacks, true);
  }

  /** The checkpoint that an interrupted run goes on from, if a callback keeps one. */
  Optional<Path> checkpoint() {
    return callbacks.stream().map(Callback::checkpoint).flatMap(Optional::stream).findFirst();
  }

  private Fit validation(Validation validation) {
    return new Fit(
        epochs, initialEpoch, batchSize, shuffle, validation, classWeights, callbacks, onDevice);
  }

  static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "fit needs %s of 1 or more, got %d".formatted(name, value));
    }
  }
}
