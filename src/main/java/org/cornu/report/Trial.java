package org.cornu.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.history.Predictions;

/**
 * One model, trained once and tested: what a comparison is made of.
 *
 * @param model its name, after which its folder is called too
 * @param title what it is, in a few words that stand beside the name; empty if nothing is said
 * @param summary the layers, as {@code summary()} prints them
 * @param parameters how many weights it has, trainable or not
 * @param settings what it was trained with (epochs, batch size, data and the like), in order; a
 *     finished trial stands for a new one only if these are equal
 * @param classes the classes' names in index order
 * @param history its training, with the seed
 * @param test its evaluation on the test set, with {@code accuracy}
 * @param predictions its answers to the test set, in the set's order
 */
public record Trial(
    String model,
    String title,
    String summary,
    long parameters,
    Map<String, String> settings,
    List<String> classes,
    History history,
    Evaluation test,
    Predictions predictions) {

  public Trial {
    if (model.isBlank()) {
      throw new IllegalArgumentException("trial: needs the model's name, got \"" + model + "\"");
    }
    if (history.epochs().isEmpty()) {
      throw new IllegalArgumentException(
          "trial of %s: needs at least one finished epoch, got none".formatted(model));
    }
    if (!test.metrics().containsKey("accuracy")) {
      throw new IllegalArgumentException(
          "trial of %s: needs a test accuracy, got %s; compile the model with accuracy()"
              .formatted(model, test.metrics().keySet()));
    }
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    classes = List.copyOf(classes);
  }

  /**
   * A trial of which nothing but its figures is known yet; a comparison needs its predictions too.
   *
   * @throws IllegalArgumentException if the name is blank, no epoch was finished, or the test
   *     measured no accuracy
   */
  public static Trial of(String model, History history, Evaluation test) {
    Predictions none = new Predictions(new int[0], new int[0], new float[0]);
    return new Trial(model, "", "", 0, Map.of(), List.of(), history, test, none);
  }

  /** The same with the model's answers to the test set, and the classes' names in index order. */
  public Trial predictions(Predictions predictions, List<String> classes) {
    return new Trial(
        model, title, summary, parameters, settings, classes, history, test, predictions);
  }

  /** The same with a few words on what the model is: {@code two convolutions}. */
  public Trial titled(String title) {
    return new Trial(
        model, title, summary, parameters, settings, classes, history, test, predictions);
  }

  /** The same with the net's table of layers, and how many numbers its weights hold. */
  public Trial net(String summary, long parameters) {
    return new Trial(
        model, title, summary, parameters, settings, classes, history, test, predictions);
  }

  /** The same with what it was trained with, in order. */
  public Trial settings(Map<String, String> settings) {
    return new Trial(
        model, title, summary, parameters, settings, classes, history, test, predictions);
  }

  /** The model's name, and its title where it has one: {@code model3 (two convolutions)}. */
  public String label() {
    return title.isEmpty() ? model : "%s (%s)".formatted(model, title);
  }

  /** The net's seed. */
  public long seed() {
    return history.seed();
  }

  /** Wall-clock seconds of all epochs, training and validation. */
  public double seconds() {
    return history.seconds();
  }
}
