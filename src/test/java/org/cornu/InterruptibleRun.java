package org.cornu;

import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.csvLogger;
import static org.cornu.callbacks.Callbacks.earlyStopping;
import static org.cornu.callbacks.Callbacks.modelCheckpoint;
import static org.cornu.callbacks.Callbacks.reduceLROnPlateau;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cornu.callbacks.Callback;
import org.cornu.history.History;
import org.cornu.train.Fit;

/**
 * A training with all that must survive: dropout, batch norm, Adam, a short last batch, validation,
 * callbacks that remember. All that it writes goes to one folder.
 *
 * @param folder for {@code history.csv}, {@code best.keras} and {@code backup.keras}
 * @param epochs to train
 */
record InterruptibleRun(Path folder, int epochs) {

  /** Samples, batch size and split make 15 batches an epoch, the last one short. */
  static final int BATCHES = 15;

  /** Runs it in a process of its own, until it ends or is killed. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    InterruptibleRun run = new InterruptibleRun(folder, Integer.parseInt(args[1]));
    try (Model model = run.compile()) {
      run.fit(model);
      model.saveWeights(folder.resolve("final.weights.h5"));
    }
  }

  Model compile() {
    return compile(1);
  }

  /** Of whose training one run of the graph takes several steps. */
  Model compile(int stepsPerExecution) {
    return Sequential.of(
            input(2), dense(8).tanh(), batchNormalization(), dropout(0.3), dense(3).softmax())
        .seed(11)
        .stepsPerExecution(stepsPerExecution)
        .compile(adam(0.02), sparseCategoricalCrossentropy(), accuracy());
  }

  Path backup() {
    return folder.resolve("backup.keras");
  }

  Path csv() {
    return folder.resolve("history.csv");
  }

  /** Trains, with more callbacks before the one that keeps checkpoints. */
  History fit(Model model, Callback... more) {
    List<Callback> callbacks =
        new ArrayList<>(
            List.of(
                backupAndRestore(backup()).everyBatches(1),
                csvLogger(csv()),
                earlyStopping("val_accuracy").patience(1000).restoreBestWeights(),
                reduceLROnPlateau("val_loss").patience(1).factor(0.5).cooldown(1),
                modelCheckpoint(folder.resolve("best.keras").toString()).bestOnly("val_loss")));
    callbacks.addAll(List.of(more));
    Fit fit = Fit.epochs(epochs).batchSize(8).validationSplit(0.25);
    return model.fit(Blobs.classes(154), fit.callbacks(callbacks.toArray(Callback[]::new)));
  }
}
