package org.cornu.zoo;

import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.data.Split;
import org.cornu.distribute.Strategy;
import org.cornu.history.History;
import org.cornu.losses.Loss;
import org.cornu.optimizers.Optimizer;
import org.cornu.train.Fit;

/**
 * A net for MNIST, and how it is trained.
 *
 * @param net with its name
 * @param title what it is, in a few words that stand beside the name
 * @param epochs how many to train, 1 or more
 * @param batchSize samples in a step, 1 or more
 * @param validationSplit the last part of the training data, only validated on, in (0, 1)
 * @param augmentation what the other part is trained as
 * @param optimizer for so many steps in all
 * @param loss of its one output
 * @param callbacks that the training needs
 * @param words for people: what it is trained with, by what each is called
 */
public record Recipe(
    Sequential net,
    String title,
    int epochs,
    int batchSize,
    double validationSplit,
    UnaryOperator<Dataset> augmentation,
    LongFunction<Optimizer> optimizer,
    Loss loss,
    List<Callback> callbacks,
    Map<String, String> words) {

  public Recipe {
    callbacks = List.copyOf(callbacks);
    words = Collections.unmodifiableMap(new TreeMap<>(words));
  }

  /** By the nets' names; each is made when it is asked for. */
  private static final Map<String, Supplier<Recipe>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("model1", () -> plain(MnistCnns.model1(), "one convolution"));
    ALL.put("model2", () -> plain(MnistCnns.model2(), "+ a dense layer"));
    ALL.put("model3", () -> plain(MnistCnns.model3(), "two convolutions"));
    ALL.put("model4", () -> plain(MnistCnns.model4(), "+ dropout"));
    ALL.put("model5", () -> plain(MnistCnns.model5(), "batch normalization"));
    ALL.put("champion", Champion::recipe);
  }

  /** The names of the five of {@link MnistCnns}, and of the {@link Champion}. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The recipe of the net of this name; empty if there is none. */
  public static Optional<Recipe> named(String name) {
    return Optional.ofNullable(ALL.get(name)).map(Supplier::get);
  }

  /** As the notebook of 2017 trained its nets. */
  private static Recipe plain(Sequential net, String title) {
    return new Recipe(
        net,
        title,
        20,
        128,
        0.2,
        UnaryOperator.identity(),
        steps -> adam(),
        categoricalCrossentropy(),
        List.of(),
        Map.of("optimizer", "Adam, learning rate 0.001", "loss", "categorical cross-entropy"));
  }

  /** Its name and title: {@code model3 (two convolutions)}. */
  public String label() {
    return "%s (%s)".formatted(net.name(), title);
  }

  /** Of this net: with a seed, a policy. */
  public Recipe net(Sequential net) {
    return with(net, epochs, batchSize);
  }

  /** For so many epochs. */
  public Recipe epochs(int epochs) {
    return with(net, epochs, batchSize);
  }

  /** With so many samples in a step. */
  public Recipe batchSize(int batchSize) {
    return with(net, epochs, batchSize);
  }

  private Recipe with(Sequential net, int epochs, int batchSize) {
    return new Recipe(
        net,
        title,
        epochs,
        batchSize,
        validationSplit,
        augmentation,
        optimizer,
        loss,
        callbacks,
        words);
  }

  /** The model, to be trained on so much data in this way; the caller closes it. */
  public Model compile(Dataset data, Strategy strategy) {
    long samples = data.split(validationSplit).train().size();
    long batches = (samples + batchSize - 1) / batchSize;
    return net.distribute(strategy).compile(optimizer.apply(batches * epochs), loss, accuracy());
  }

  /** Trains the model on the data, validation part included. */
  public History fit(Model model, Dataset data, Callback... more) {
    Split parts = data.split(validationSplit);
    return model.fit(
        augmentation.apply(parts.train()),
        Fit.epochs(epochs)
            .batchSize(batchSize)
            .validationData(parts.validation())
            .callbacks(callbacks.toArray(Callback[]::new))
            .callbacks(more));
  }
}
