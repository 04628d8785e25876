package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/**
 * An optimizer's state in a legacy file: a list of variables, whose order differs between the
 * versions of Keras. Where names say which weight a variable belongs to, names decide.
 */
final class LegacyState {

  private static final String GROUP = "optimizer_weights";

  /** What the variables of a slot are called. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "momentum", List.of("momentum", "m"),
          "velocity", List.of("velocity", "v"),
          "velocity_hat", List.of("velocity_hat", "vhat"));

  private final Hdf5 file;
  private final List<NetWeight> trained;
  private final List<String> slots;

  private LegacyState(Hdf5 file, List<NetWeight> trained, List<String> slots) {
    this.file = file;
    this.trained = trained;
    this.slots = slots;
  }

  /**
   * Reads it.
   *
   * @param weights of the net, with the names that they have in the file
   * @param sorted whether variables without names follow the weights sorted by their names
   * @return empty if the file holds none, or it was never used
   * @throws IOException if it is damaged, or not certain what belongs where
   */
  static Optional<OptimizerState> read(
      Hdf5 file, StoredNet stored, LegacyWeights weights, Optimizer optimizer, boolean sorted)
      throws IOException {
    List<String> names =
        file.has(GROUP) ? file.texts(GROUP, "weight_names").orElse(List.of()) : List.of();
    Optional<Long> iteration = Optional.empty();
    Optional<Double> rate = Optional.empty();
    List<String> arrays = new ArrayList<>();
    for (String name : names) {
      LegacyName said = LegacyName.of(name);
      if (file.shape(GROUP + "/" + name).numDimensions() > 0) {
        arrays.add(name);
      } else if (said.last().equals("learning_rate")) {
        float value = (float) file.scalar(GROUP + "/" + name);
        rate = Optional.of(Double.parseDouble(Float.toString(value)));
      } else if (said.last().startsWith("iter") || said.isNameless()) {
        iteration = Optional.of((long) file.scalar(GROUP + "/" + name));
      }
    }
    List<NetWeight> trained =
        new ArrayList<>(stored.net().weights().stream().filter(NetWeight::trainable).toList());
    if (sorted) {
      trained.sort(Comparator.comparing(weight -> weights.names().get(weight.path())));
    }
    boolean unused = arrays.isEmpty() && !trained.isEmpty() && !optimizer.slots().isEmpty();
    if (iteration.isEmpty() || unused) {
      return Optional.empty();
    }
    LegacyState state = new LegacyState(file, trained, optimizer.slots());
    Map<String, String> places =
        state
            .places(arrays)
            .orElseThrow(
                () ->
                    new IOException(
                        "%s: %s: which of its %d arrays belongs to which of %d weights is not certain"
                            .formatted(file.place(), GROUP, arrays.size(), trained.size())));
    LearningRate learningRate = optimizer.options().learningRate();
    return Optional.of(
        new OptimizerState(
            iteration.get(),
            rate.orElse(learningRate.after(iteration.get())),
            state.values(places, stored)));
  }

  /** The variables by what they are: {@code conv2d/kernel/momentum}. */
  private Optional<Map<String, String>> places(List<String> arrays) throws IOException {
    if (slots.isEmpty()) {
      // Some versions keep momentum also where it is 0.
      return Optional.of(Map.of());
    }
    boolean nameless = arrays.stream().allMatch(name -> LegacyName.of(name).isNameless());
    Optional<Map<String, String>> places = nameless ? inOrder(arrays) : byName(arrays);
    return places.isPresent() && haveShapes(places.get()) ? places : Optional.empty();
  }

  /** Without names: a slot of all weights, then the next slot. */
  private Optional<Map<String, String>> inOrder(List<String> arrays) throws IOException {
    int needed = trained.size() * slots.size();
    if (arrays.size() < needed) {
      return Optional.empty();
    }
    for (String extra : arrays.subList(needed, arrays.size())) {
      // Keras 2.1 to 2.3 keep a number for each weight where there is no amsgrad.
      if (!file.shape(GROUP + "/" + extra).equals(Shape.of(1))) {
        return Optional.empty();
      }
    }
    Map<String, String> places = new LinkedHashMap<>();
    int next = 0;
    for (String slot : slots) {
      for (NetWeight weight : trained) {
        places.put(weight.path() + "/" + slot, arrays.get(next++));
      }
    }
    return Optional.of(places);
  }

  private Optional<Map<String, String>> byName(List<String> arrays) {
    Map<String, String> places = new LinkedHashMap<>();
    for (String name : arrays) {
      Optional<String> place = place(LegacyName.of(name).parts());
      if (place.isEmpty() || places.put(place.get(), name) != null) {
        return Optional.empty();
      }
    }
    return places.size() == trained.size() * slots.size() ? Optional.of(places) : Optional.empty();
  }

  /** What a variable is by its name: each generation has an order of its own for its parts. */
  private Optional<String> place(List<String> parts) {
    for (String slot : slots) {
      for (String word : WORDS.getOrDefault(slot, List.of(slot))) {
        String last = parts.get(parts.size() - 1);
        List<String> rest = null;
        if (last.equals(word)) {
          rest = parts.subList(0, parts.size() - 1);
        } else if (last.endsWith("_" + word)) {
          rest = List.of(last.substring(0, last.length() - word.length() - 1));
        } else if (parts.size() > 2 && parts.get(1).equals(word)) {
          rest = parts.subList(2, parts.size());
        }
        if (rest != null) {
          return weight(rest).map(weight -> weight.path() + "/" + slot);
        }
      }
    }
    return Optional.empty();
  }

  /** The weight of a path; of several that it may mean, the one that it says most of. */
  private Optional<NetWeight> weight(List<String> parts) {
    String whole = String.join("_", parts);
    String end = String.join("_", parts.subList(Math.max(0, parts.size() - 2), parts.size()));
    Stream<NetWeight> meant =
        trained.stream()
            .filter(
                weight -> {
                  String ours = weight.path().replace('/', '_');
                  return ("_" + whole).endsWith("_" + ours) || ours.endsWith("_" + end);
                });
    return meant.max(Comparator.comparing(weight -> weight.path().length()));
  }

  private boolean haveShapes(Map<String, String> places) throws IOException {
    for (NetWeight weight : trained) {
      for (String slot : slots) {
        String name = places.get(weight.path() + "/" + slot);
        if (name == null || !file.shape(GROUP + "/" + name).equals(weight.spec().shape())) {
          return false;
        }
      }
    }
    return true;
  }

  private Map<String, List<FloatNdArray>> values(Map<String, String> places, StoredNet stored)
      throws IOException {
    Map<String, List<FloatNdArray>> values = new LinkedHashMap<>();
    for (NetWeight weight : stored.net().weights()) {
      if (weight.trainable()) {
        List<FloatNdArray> kept = new ArrayList<>();
        for (String slot : slots) {
          String name = places.get(weight.path() + "/" + slot);
          kept.add(file.floats(GROUP + "/" + name, weight.spec().shape()));
        }
        values.put(weight.path(), kept);
      }
    }
    return values;
  }
}
