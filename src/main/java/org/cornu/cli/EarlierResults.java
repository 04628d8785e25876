package org.cornu.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.cornu.data.Mnist;
import org.cornu.report.Comparison;
import org.cornu.report.FinishedTrial;
import org.cornu.report.TrialFolder;
import org.cornu.zoo.Recipe;

/**
 * What runs with other data or settings finished where a run is to write. It is not written over in
 * silence, nor left beside results that it does not belong to.
 *
 * @param options of the run
 * @param recipes of the nets that would be trained and stored
 * @param mnist the data
 */
record EarlierResults(TrainOptions options, List<Recipe> recipes, Mnist mnist) {

  /** Something that is in the way. */
  private record Stale(Path place, String why, Deletion deletion) {}

  /** Takes it away. */
  private interface Deletion {
    void run() throws IOException;
  }

  /**
   * Refuses to go on, or with {@code --overwrite} deletes what is in the way and says so.
   *
   * @param concerned which trials would be written over, or stand beside
   */
  void settle(Predicate<FinishedTrial> concerned, PrintStream out) throws IOException {
    List<Stale> stale = new ArrayList<>(trials(concerned));
    stale.addAll(models());
    if (stale.isEmpty()) {
      return;
    }
    if (!options.overwrite()) {
      Stale first = stale.get(0);
      throw new FileSystemException(
          first.place().toString(),
          null,
          "is of another run (%s)%s; choose another --out or --models-dir, or replace it by --overwrite"
              .formatted(
                  first.why(),
                  stale.size() == 1 ? "" : ", and %s more".formatted(stale.size() - 1)));
    }
    for (Stale each : stale) {
      each.deletion().run();
      out.printf("deleted %s of another run (%s)%n", each.place(), each.why());
    }
    Comparison.delete(options.out());
  }

  private List<Stale> trials(Predicate<FinishedTrial> concerned) throws IOException {
    List<Stale> stale = new ArrayList<>();
    for (FinishedTrial trial : TrialFolder.finished(options.out())) {
      List<String> differences = differences(trial.model(), trial.settings());
      if (isOtherNet(trial)) {
        differences.add("its net is another");
      }
      if (concerned.test(trial) && !differences.isEmpty()) {
        stale.add(new Stale(trial.folder(), String.join("; ", differences), () -> delete(trial)));
      }
    }
    return stale;
  }

  /** With the model that it left, if that is still its own. */
  private void delete(FinishedTrial trial) throws IOException {
    StoredModel model = new StoredModel(options.modelsDir(), trial.model());
    StoredModel.Origin origin = new StoredModel.Origin(trial.seed(), trial.settings());
    if (model.origin().filter(origin::equals).isPresent()) {
      model.delete();
    }
    TrialFolder.delete(trial.folder());
  }

  /** To what a run with these options would train the model of that name with. */
  private List<String> differences(String model, Map<String, String> settings) {
    return Recipe.named(model)
        .map(recipe -> Difference.between(settings, options.settings(options.of(recipe), mnist)))
        .orElseGet(() -> new ArrayList<>(List.of("there is no such model")));
  }

  private boolean isOtherNet(FinishedTrial trial) {
    return recipes.stream()
        .map(Recipe::net)
        .anyMatch(
            net -> net.name().equals(trial.model()) && !net.summary().equals(trial.summary()));
  }

  private List<Stale> models() throws IOException {
    List<Stale> stale = new ArrayList<>();
    for (Recipe recipe : recipes) {
      StoredModel model = new StoredModel(options.modelsDir(), recipe.net().name());
      Optional<String> why = model.isThere() ? why(model) : Optional.empty();
      why.ifPresent(text -> stale.add(new Stale(model.keras(), text, model::delete)));
    }
    return stale;
  }

  private Optional<String> why(StoredModel model) throws IOException {
    Optional<StoredModel.Origin> origin = model.origin();
    if (origin.isEmpty()) {
      return Optional.of("no note says of which");
    }
    List<String> differences = differences(model.name(), origin.get().settings());
    if (origin.get().seed() != options.seed()) {
      differences.add("seed %s there, %s here".formatted(origin.get().seed(), options.seed()));
    }
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
  }
}
