package org.cornu.callbacks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cornu.history.Epoch;

/**
 * Saves the model while it trains (Keras: {@code ModelCheckpoint}).
 *
 * @param file where to, with Keras's places for figures, in Python's formats: {@code
 *     models/{epoch:02d}-{val_loss:.2f}.keras}; {@code {batch}} with {@code everyBatches}; ends in
 *     {@code .keras}, or in {@code .weights.h5} for weights without the architecture
 * @param best the figure of which a better value is needed to save; empty to save always
 * @param threshold that the first such value must be better than; empty for none
 * @param batches saved after so many batches; 0 for after each epoch
 */
public record ModelCheckpoint(
    String file, Optional<Monitor> best, OptionalDouble threshold, int batches)
    implements Callback {

  private static final String WEIGHTS = ".weights.h5";

  public ModelCheckpoint {
    Objects.requireNonNull(file, "modelCheckpoint needs a file, got null");
    if (!file.endsWith(".keras") && !file.endsWith(WEIGHTS)) {
      throw new IllegalArgumentException(
          "modelCheckpoint needs a file that ends in .keras or .weights.h5, got \"%s\""
              .formatted(file));
    }
    new NameTemplate(file);
    if (batches < 0) {
      throw new IllegalArgumentException(
          "modelCheckpoint needs batches of 0 or more, got " + batches);
    }
    if (batches > 0 && best.isPresent()) {
      throw new IllegalArgumentException(
          "modelCheckpoint needs whole epochs to tell which is best: leave out bestOnly or"
              + " everyBatches, got both");
    }
    if (!Double.isFinite(threshold.orElse(0))) {
      throw new IllegalArgumentException(
          "modelCheckpoint needs a finite threshold, got " + threshold.getAsDouble());
    }
  }

  /** Saving only when this figure is better than ever in the run (Keras: save_best_only). */
  public ModelCheckpoint bestOnly(String monitor) {
    return best(Monitor.of(monitor));
  }

  /** Where smaller is better; by default the name tells. */
  public ModelCheckpoint min() {
    return best(watched("min").mode(Monitor.Mode.MIN));
  }

  /** Where larger is better; by default the name tells. */
  public ModelCheckpoint max() {
    return best(watched("max").mode(Monitor.Mode.MAX));
  }

  /** Saving only what is better than this finite number too (Keras: initial_value_threshold). */
  public ModelCheckpoint threshold(double value) {
    return new ModelCheckpoint(file, best, OptionalDouble.of(value), batches);
  }

  /** Saving after so many batches, 1 or more, in place of each epoch (Keras: save_freq). */
  public ModelCheckpoint everyBatches(int batches) {
    if (batches < 1) {
      throw new IllegalArgumentException(
          "modelCheckpoint needs everyBatches of 1 or more, got " + batches);
    }
    return new ModelCheckpoint(file, best, threshold, batches);
  }

  private ModelCheckpoint best(Monitor monitor) {
    return new ModelCheckpoint(file, Optional.of(monitor), threshold, batches);
  }

  private Monitor watched(String option) {
    return best.orElseThrow(
        () ->
            new IllegalStateException(
                "modelCheckpoint needs bestOnly before " + option + "(), to know what is watched"));
  }

  @Override
  public boolean onlyTells() {
    return true;
  }

  @Override
  public Run begin(Training training) {
    best.ifPresent(monitor -> monitor.require("modelCheckpoint", training));
    if (threshold.isPresent()) {
      watched("threshold");
    }
    new NameTemplate(file).require(figures(training));
    if (!file.endsWith(WEIGHTS)) {
      try {
        training.requireSavable();
      } catch (IOException e) {
        throw WriteFailure.of("modelCheckpoint", e);
      }
    }
    return new Saving(training);
  }

  /** What there is to name a file by. */
  private List<String> figures(Training training) {
    List<String> figures = new ArrayList<>(List.of(NameTemplate.EPOCH));
    if (batches == 0) {
      figures.addAll(training.logged());
    } else {
      figures.add(NameTemplate.BATCH);
      training.logged().stream().filter(name -> !name.startsWith("val_")).forEach(figures::add);
    }
    return figures;
  }

  private final class Saving implements Run {

    private final Training training;
    private OptionalDouble reached = threshold;
    private int since;
    private int begun;
    private int epoch;

    Saving(Training training) {
      this.training = training;
      this.epoch = training.initialEpoch() + 1;
    }

    @Override
    public void batchBegin(int batch) {
      begun = batch;
    }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs) {
      since += batches == 0 ? 0 : batch - begun + 1;
      if (batches > 0 && since >= batches) {
        since = 0;
        Map<String, Double> figures = new LinkedHashMap<>(logs);
        figures.put(NameTemplate.BATCH, (double) batch);
        save(epoch, figures);
      }
    }

    @Override
    public void epochEnd(Epoch done) {
      epoch = done.number() + 1;
      if (batches == 0 && better(done)) {
        save(done.number(), done.logs());
      }
    }

    private boolean better(Epoch done) {
      if (best.isEmpty()) {
        return true;
      }
      double value = best.get().value(done);
      boolean better = best.get().better(value, reached);
      if (better) {
        reached = OptionalDouble.of(value);
      }
      return better;
    }

    private void save(int epoch, Map<String, Double> figures) {
      Map<String, Double> all = new LinkedHashMap<>(figures);
      all.put(NameTemplate.EPOCH, (double) epoch);
      Path target = Path.of(new NameTemplate(file).fill(all));
      try {
        if (file.endsWith(WEIGHTS)) {
          training.saveWeights(target);
        } else {
          training.save(target);
        }
      } catch (IOException e) {
        throw WriteFailure.of("modelCheckpoint", e);
      }
    }

    @Override
    public CallbackState state() {
      return CallbackState.of(Best.config(reached).with("since", since));
    }

    @Override
    public void restore(CallbackState state) {
      reached = Best.from(state.values());
      since = state.values().integer("since");
    }
  }
}
