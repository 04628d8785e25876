package org.cornu.saving;

import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** An optimizer's state, as Keras 3 lays it out in {@code model.weights.h5}. */
final class OptimizerVariables {

  private OptimizerVariables() {}

  /** Writes an optimizer's state. */
  static void write(WritableHdfFile root, Optimizer optimizer, OptimizerState state) {
    WritableGroup vars = root.putGroup("optimizer").putGroup("vars");
    int next = 0;
    vars.putDataset("" + next++, state.iteration());
    if (hasRate(optimizer)) {
      vars.putDataset("" + next++, (float) state.learningRate());
    }
    int from = 0;
    for (List<String> group : optimizer.slotGroups()) {
      for (List<FloatNdArray> slots : state.slots().values()) {
        for (FloatNdArray slot : slots.subList(from, from + group.size())) {
          vars.putDataset("" + next++, WeightsFile.values(slot));
        }
      }
      from += group.size();
    }
  }

  /** A schedule gives the rate; Keras then keeps no variable for it. */
  private static boolean hasRate(Optimizer optimizer) {
    return optimizer.options().learningRate() instanceof LearningRate.Settable;
  }

  /**
   * Reads the optimizer's state.
   *
   * @return empty if the file holds none, or it was never used
   * @throws IOException if it is damaged, or of other weights than those that are trained
   */
  static Optional<OptimizerState> read(Hdf5 file, StoredNet stored, Optimizer optimizer)
      throws IOException {
    String vars = "optimizer/vars/";
    List<NetWeight> trained = stored.net().weights().stream().filter(NetWeight::trainable).toList();
    int found = file.names(vars).size();
    int rates = hasRate(optimizer) ? 1 : 0;
    int needed = 1 + rates + trained.size() * optimizer.slots().size();
    if (found == 0) {
      return Optional.empty();
    }
    long iteration = (long) file.scalar(vars + 0);
    if (iteration == 0 && found <= 1 + rates && found < needed) {
      return Optional.empty();
    }
    // A layer that was frozen after compile() still has its variables, in Keras 3.0 any frozen one.
    List<NetWeight> kept =
        found == needed
            ? trained
            : stored.net().weights().stream().filter(weight -> weight.spec().trainable()).toList();
    if (found != 1 + rates + kept.size() * optimizer.slots().size()) {
      throw new IOException(
          "%s: %s needs %d variables in %s, the file has %d"
              .formatted(file.place(), optimizer.className(), needed, vars, found));
    }
    double rate =
        rates == 1
            ? Double.parseDouble(Float.toString((float) file.scalar(vars + 1)))
            : optimizer.options().learningRate().after(iteration);
    int next = 1 + rates;
    Map<String, List<FloatNdArray>> slots = new LinkedHashMap<>();
    for (List<String> group : optimizer.slotGroups()) {
      for (NetWeight weight : kept) {
        Shape shape = weight.spec().shape();
        List<FloatNdArray> values = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
          values.add(file.floats(vars + next++, shape));
        }
        if (weight.trainable()) {
          slots.computeIfAbsent(weight.path(), path -> new ArrayList<>()).addAll(values);
        }
      }
    }
    return Optional.of(new OptimizerState(iteration, rate, slots));
  }
}
