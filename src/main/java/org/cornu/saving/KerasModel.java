package org.cornu.saving;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.net.Net;
import org.cornu.optimizers.OptimizerState;
import org.cornu.optimizers.Slot;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;

/**
 * A model as Keras's files hold it.
 *
 * @param name of the model
 * @param net its architecture
 * @param weights by their paths, in the net's order; none if they were not asked for
 * @param compiled what it was compiled with; empty if it was not, or in a way that Cornu lacks, or
 *     it was not asked for
 * @param problem why a compile configuration that is there could not be read, or where {@code
 *     compiled} is present the optimizer's state
 * @param progress how far Cornu has trained it
 * @param remarks what of the layers was not taken over
 * @param memory that arrays are in, if it is native
 */
public record KerasModel(
    String name,
    Net net,
    Map<String, FloatNdArray> weights,
    Optional<Compiled> compiled,
    Optional<String> problem,
    TrainingProgress progress,
    List<Remark> remarks,
    NativeMemory memory)
    implements AutoCloseable {

  /** A model of which nothing was left out, whose arrays are the JVM's. */
  public KerasModel(
      String name,
      Net net,
      Map<String, FloatNdArray> weights,
      Optional<Compiled> compiled,
      Optional<String> problem,
      TrainingProgress progress) {
    this(name, net, weights, compiled, problem, progress, List.of(), new NativeMemory());
  }

  /**
   * Makes what a file describes. What it was compiled with is a problem, and no failure, where it
   * is damaged or Cornu lacks it.
   */
  static KerasModel of(Described described, Purpose purpose, NativeMemory memory)
      throws IOException {
    try {
      StoredNet stored = NetReader.read(described.architecture());
      if (purpose == Purpose.DEFINE) {
        return of(stored, Map.of(), described.progress(), memory);
      }
      Described.Numbers numbers = described.numbers(stored);
      return purpose == Purpose.PREDICT
          ? of(stored, numbers.weights(), TrainingProgress.of(described.classNames()), memory)
          : of(stored, numbers.weights(), described.progress(), memory)
              .compiled(described, numbers.state());
    } catch (ConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static KerasModel of(
      StoredNet stored,
      Map<String, FloatNdArray> weights,
      TrainingProgress progress,
      NativeMemory memory) {
    return new KerasModel(
        stored.name(),
        stored.net(),
        weights,
        Optional.empty(),
        Optional.empty(),
        progress,
        stored.remarks(),
        memory);
  }

  private KerasModel compiled(Described described, Described.StateReader state) {
    Optional<Compiled> compiled = Optional.empty();
    try {
      Optional<Config> words = described.compilation(net);
      if (words.isEmpty() || words.get().values().isEmpty()) {
        return this;
      }
      Compiled read = CompileReader.read(words.get(), net);
      compiled = Optional.of(read);
      return with(Optional.of(read.with(state.read(read.optimizer()))), Optional.empty());
    } catch (ConfigException | IOException e) {
      return with(compiled, Optional.of(e.getMessage()));
    }
  }

  /** The same compiled in another way, or with another problem. */
  KerasModel with(Optional<Compiled> compiled, Optional<String> problem) {
    return new KerasModel(name, net, weights, compiled, problem, progress, remarks, memory);
  }

  /**
   * The same with the optimizer's state before any step, where it was compiled and has none: Keras
   * warns of such a file.
   */
  public KerasModel withOptimizerState() {
    return compiled.isEmpty() || compiled.get().state().isPresent()
        ? this
        : with(Optional.of(started(compiled.get())), problem);
  }

  private Compiled started(Compiled how) {
    Map<String, FloatNdArray> slots = new LinkedHashMap<>();
    for (Slot slot : how.optimizer().kept(net.trained())) {
      slots.put(
          slot.key(),
          slot.start() instanceof Slot.Filled filled
              ? filled(slot.shape(), filled.value())
              : weights.get(slot.weight()));
    }
    double rate = how.optimizer().options().learningRate().after(0);
    return how.with(Optional.of(new OptimizerState(0, rate, slots)));
  }

  private static FloatNdArray filled(Shape shape, float value) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, value);
    return NdArrays.wrap(shape, DataBuffers.of(values, false, false));
  }

  /** Whether all weights, and what the optimizer keeps of them, are finite numbers. */
  public boolean isFinite() {
    return weights.values().stream().allMatch(KerasModel::isFinite)
        && compiled.flatMap(Compiled::state).stream()
            .flatMap(state -> state.slots().values().stream())
            .allMatch(KerasModel::isFinite);
  }

  private static boolean isFinite(FloatNdArray array) {
    boolean[] finite = {true};
    array.scalars().forEach(value -> finite[0] &= Float.isFinite(value.getFloat()));
    return finite[0];
  }

  /** Frees the arrays that are in native memory. */
  @Override
  public void close() {
    memory.close();
  }
}
