package org.cornu.saving;

import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;
import org.cornu.optimizers.SGD;
import org.cornu.optimizers.Slot;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;

/**
 * An optimizer's state, as Keras 3 lays it out in {@code model.weights.h5}: the iteration, the rate
 * that no schedule gives, what is kept. Around another optimizer's stand an iteration and a rate
 * that count for nothing, and the two numbers of the loss's scale.
 */
final class OptimizerVariables {

  private static final String VARS = "optimizer/vars";

  private final Optimizer optimizer;
  private final boolean hasRate;

  /**
   * @param keepsRate whether this Keras keeps the rate among the variables: Keras 2 has it in the
   *     configuration alone
   */
  private OptimizerVariables(Optimizer optimizer, boolean keepsRate) {
    this.optimizer = optimizer;
    // A schedule gives the rate; Keras then keeps no variable for it.
    hasRate = keepsRate && optimizer.options().learningRate() instanceof LearningRate.Settable;
  }

  /** Writes an optimizer's state. */
  static void write(WritableHdfFile root, Optimizer optimizer, Net net, OptimizerState state) {
    OptimizerVariables variables = new OptimizerVariables(optimizer, true);
    List<Object> values = new ArrayList<>(state.slots().values());
    List<Slot> kept = optimizer.kept(net.trained());
    for (int i = 0; i < kept.size(); i++) {
      if (isWhole(kept.get(i))) {
        values.set(i, (long) ((FloatNdArray) values.get(i)).getFloat());
      }
    }
    int lead = variables.lead();
    List<Object> inner = new ArrayList<>(List.of(state.iteration()));
    if (variables.hasRate) {
      inner.add((float) state.learningRate());
    }
    inner.addAll(values.subList(lead, values.size()));
    WritableGroup group = root.putGroup("optimizer");
    if (lead == 0) {
      write(group, inner);
      return;
    }
    List<Object> all = new ArrayList<>(List.of(0L, 0f));
    all.addAll(values.subList(0, lead));
    all.addAll(inner);
    write(group, all);
    // Keras writes, and reads, the inner optimizer's a second time.
    write(group.putGroup("inner_optimizer"), inner);
  }

  private static void write(WritableGroup group, List<Object> values) {
    WritableGroup vars = group.putGroup("vars");
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof FloatNdArray array) {
        WeightsFile.put(vars, "" + i, array);
      } else {
        vars.putDataset("" + i, values.get(i));
      }
    }
  }

  private static boolean isWhole(Slot slot) {
    return slot.start() instanceof Slot.Filled filled && filled.whole();
  }

  /** How many numbers of the loss's scale stand before the iteration. */
  private int lead() {
    return optimizer.dynamicScale().isPresent() ? 2 : 0;
  }

  /**
   * Reads the optimizer's state.
   *
   * @return empty if the file holds none, or it was never used
   * @throws IOException if it is damaged, or of other weights than those that are trained
   */
  static Optional<OptimizerState> read(Hdf5 file, StoredNet stored, Optimizer optimizer)
      throws IOException {
    return read(file, VARS, paths(file), stored.net(), optimizer);
  }

  /** The same as Keras 2 lays it out: without the rate, and with momenta where they are 0. */
  static Optional<OptimizerState> readOld(Hdf5 file, StoredNet stored, Optimizer optimizer)
      throws IOException {
    List<String> paths = paths(file);
    int needed = 1 + optimizer.kept(stored.net().trained()).size();
    boolean hasIdle = optimizer instanceof SGD sgd && sgd.momentum() == 0 && paths.size() > needed;
    return new OptimizerVariables(optimizer, false)
        .read(file, VARS, hasIdle ? paths.subList(0, needed) : paths, stored.net());
  }

  private static List<String> paths(Hdf5 file) throws IOException {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < file.names(VARS).size(); i++) {
      paths.add(VARS + "/" + i);
    }
    return paths;
  }

  /** The same where the variables have other places, in the same order. */
  static Optional<OptimizerState> read(
      Hdf5 file, String group, List<String> paths, Net net, Optimizer optimizer)
      throws IOException {
    return new OptimizerVariables(optimizer, true).read(file, group, paths, net);
  }

  private Optional<OptimizerState> read(Hdf5 file, String group, List<String> paths, Net net)
      throws IOException {
    int found = paths.size();
    int lead = lead();
    int numbers = 1 + lead + (hasRate ? 1 : 0);
    List<Slot> kept = optimizer.kept(net.trained());
    if (found == 0) {
      return Optional.empty();
    }
    boolean isBare = found <= numbers && found < numbers + kept.size();
    if (isBare && file.scalar(paths.get(0)) == 0) {
      return Optional.empty();
    }
    if (found != numbers + kept.size()) {
      // A layer that was frozen after compile() still has its variables, in Keras 3.0 any frozen
      // one.
      kept = optimizer.kept(trainable(net));
    }
    if (found != numbers + kept.size()) {
      throw new IOException(
          "%s: %s needs %d variables in %s/, the file has %d"
              .formatted(
                  file.place(),
                  optimizer.className(),
                  numbers + optimizer.kept(net.trained()).size(),
                  group,
                  found));
    }
    Map<String, FloatNdArray> slots = new LinkedHashMap<>();
    int next = lead;
    for (Slot slot : kept.subList(0, lead)) {
      slots.put(slot.key(), value(file, paths.get(next++), slot));
    }
    long iteration = (long) file.scalar(paths.get(next++));
    double rate =
        hasRate
            ? Double.parseDouble(Float.toString((float) file.scalar(paths.get(next++))))
            : optimizer.options().learningRate().after(iteration);
    for (Slot slot : kept.subList(lead, kept.size())) {
      FloatNdArray value = value(file, paths.get(next++), slot);
      if (slot.weight().isEmpty() || net.trained().containsKey(slot.weight())) {
        slots.put(slot.key(), value);
      }
    }
    return Optional.of(new OptimizerState(iteration, rate, slots));
  }

  private static FloatNdArray value(Hdf5 file, String path, Slot slot) throws IOException {
    return isWhole(slot)
        ? NdArrays.scalarOf((float) file.scalar(path))
        : file.floats(path, slot.shape());
  }

  private static Map<String, Shape> trainable(Net net) {
    Map<String, Shape> trainable = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      if (weight.spec().trainable()) {
        trainable.put(weight.path(), weight.spec().shape());
      }
    }
    return trainable;
  }
}
