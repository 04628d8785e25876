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
import org.cornu.optimizers.Slot;
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
          "velocity", List.of("velocity", "v", "rms"),
          "velocity_hat", List.of("velocity_hat", "vhat"),
          "norm", List.of("norm", "u", "v"),
          "average_gradient", List.of("average_gradient", "mg"),
          "accumulated_grad", List.of("accumulated_grad", "accum_grad"),
          "accumulated_delta_var", List.of("accumulated_delta_var", "accum_var"));

  private final Hdf5 file;
  private final List<NetWeight> trained;
  private final Map<String, String> names;
  private final List<Slot> kept;
  private final List<String> slots;

  private LegacyState(
      Hdf5 file, List<NetWeight> trained, Map<String, String> names, List<Slot> kept) {
    this.file = file;
    this.trained = trained;
    this.names = names;
    this.kept = kept;
    this.slots = kept.stream().map(Slot::name).distinct().toList();
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
    if (!names.isEmpty() && names.get(0).endsWith("/iteration")) {
      // Keras 3: the variables of a .keras file, in their order there.
      List<String> paths = names.stream().map(name -> GROUP + "/" + name).toList();
      return OptimizerVariables.read(file, GROUP, paths, stored.net(), optimizer);
    }
    List<Slot> kept = optimizer.kept(stored.net().trained());
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
    boolean unused = arrays.isEmpty() && !kept.isEmpty();
    if (iteration.isEmpty() || unused) {
      return Optional.empty();
    }
    LegacyState state = new LegacyState(file, trained, weights.names(), kept);
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
            state.values(places)));
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
    int needed = kept.size();
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
        if (next < needed) {
          places.put(weight.path() + "/" + slot, arrays.get(next++));
        }
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
    return places.size() == kept.size() ? Optional.of(places) : Optional.empty();
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
    Optional<NetWeight> named =
        trained.stream()
            .filter(weight -> ("_" + whole).endsWith("_" + stored(weight)))
            .max(Comparator.comparing(weight -> stored(weight).length()));
    if (named.isPresent()) {
      return named;
    }
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

  /**
   * The name in the file, {@code lstm_1_lstm_cell_1_kernel}; of a weight alone it tells nothing.
   */
  private String stored(NetWeight weight) {
    List<String> parts = LegacyName.of(names.get(weight.path())).parts();
    return parts.size() > 1 ? String.join("_", parts) : weight.path().replace('/', '_');
  }

  private boolean haveShapes(Map<String, String> places) throws IOException {
    for (Slot slot : kept) {
      String name = places.get(slot.key());
      if (name == null || !file.shape(GROUP + "/" + name).equals(slot.shape())) {
        return false;
      }
    }
    return true;
  }

  private Map<String, FloatNdArray> values(Map<String, String> places) throws IOException {
    Map<String, FloatNdArray> values = new LinkedHashMap<>();
    for (Slot slot : kept) {
      values.put(slot.key(), file.floats(GROUP + "/" + places.get(slot.key()), slot.shape()));
    }
    return values;
  }
}
