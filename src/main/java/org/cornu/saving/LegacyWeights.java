package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.net.NetWeight;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * The weights of a legacy file, which has a group for each layer of the outermost model, with a
 * list of the names of its weights.
 *
 * @param values by the net's paths, in the net's order
 * @param names in the file, by the net's paths
 */
record LegacyWeights(Map<String, FloatNdArray> values, Map<String, String> names) {

  /**
   * Whether a group holds such weights.
   *
   * @param root group of the layers' groups; empty for the file's own
   */
  static boolean areIn(Hdf5 file, String root) throws IOException {
    return file.texts(root, "layer_names").isPresent();
  }

  /**
   * Reads them. Layers are found by their names, or as Keras does in the order of those that have
   * weights, where the net has other names; each weight is checked by its shape and its own name.
   */
  static LegacyWeights read(Hdf5 file, String root, StoredNet stored) throws IOException {
    Map<String, List<NetWeight>> needed = needed(stored);
    Map<String, List<String>> found = found(file, root);
    if (needed.size() != found.size()) {
      throw new IOException(
          "%s: needs %d layers with weights, %s; the file has %d: %s"
              .formatted(
                  file.place(), needed.size(), needed.keySet(), found.size(), found.keySet()));
    }
    boolean byName = needed.keySet().equals(found.keySet());
    List<String> order = new ArrayList<>(found.keySet());
    Map<String, FloatNdArray> values = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    int next = 0;
    for (Map.Entry<String, List<NetWeight>> layer : needed.entrySet()) {
      String group = byName ? layer.getKey() : order.get(next++);
      String place = root.isEmpty() ? group : root + "/" + group;
      List<NetWeight> weights = layer.getValue();
      List<List<String>> theirs = LegacyGates.together(found.get(group));
      if (theirs.size() != weights.size()) {
        throw new IOException(
            "%s: %s: layer \"%s\" needs %d weights, the file has %s"
                .formatted(file.place(), place, layer.getKey(), weights.size(), found.get(group)));
      }
      LegacyLayout layout = new LegacyLayout(file, place, theirs, weights);
      List<NetWeight> named = isNamed(theirs, weights) ? weights : List.of();
      for (int i = 0; i < weights.size(); i++) {
        NetWeight weight = weights.get(i);
        String name = theirs.get(i).get(0);
        requireMeant(file, place + "/" + name, name, weight, named);
        values.put(weight.path(), layout.read(i));
        names.put(weight.path(), name);
      }
    }
    return new LegacyWeights(inOrder(values, stored), names);
  }

  /** The weights of each group in Keras's order: of all its layers first those that are trained. */
  private static Map<String, List<NetWeight>> needed(StoredNet stored) {
    Map<String, List<NetWeight>> needed = new LinkedHashMap<>();
    for (StoredNet.Place place : stored.places()) {
      if (!place.weights().isEmpty()) {
        List<NetWeight> group = needed.computeIfAbsent(place.group(), name -> new ArrayList<>());
        place.weights().stream().filter(each -> !group.contains(each)).forEach(group::add);
      }
    }
    needed.values().forEach(weights -> weights.sort(Comparator.comparing(w -> !w.trainable())));
    return needed;
  }

  private static Map<String, List<String>> found(Hdf5 file, String root) throws IOException {
    Map<String, List<String>> found = new LinkedHashMap<>();
    List<String> layers =
        file.texts(root, "layer_names")
            .orElseThrow(
                () -> new IOException("%s: %s: has no layer_names".formatted(file.place(), root)));
    for (String layer : layers) {
      List<String> names = file.texts(root + "/" + layer, "weight_names").orElse(List.of());
      if (!names.isEmpty()) {
        found.put(layer, names);
      }
    }
    return found;
  }

  private static Map<String, FloatNdArray> inOrder(
      Map<String, FloatNdArray> values, StoredNet stored) {
    Map<String, FloatNdArray> ordered = new LinkedHashMap<>();
    stored.net().weights().forEach(w -> ordered.put(w.path(), values.get(w.path())));
    return ordered;
  }

  private static void requireMeant(
      Hdf5 file, String path, String stored, NetWeight weight, List<NetWeight> group)
      throws IOException {
    LegacyName name = LegacyName.of(stored);
    String place = file.place() + ": " + path;
    if (!name.fits(weight) || isOfAnother(name, weight, group)) {
      throw new IOException(
          "%s: stands where the weight \"%s\" is needed; the layers are not those of the net"
              .formatted(place, weight.path()));
    }
    if (file.shape(path).numDimensions() == 4 && isTheanos(file, stored)) {
      throw new IOException(
          place
              + ": was written on Theano, where kernels of convolutions are turned by half a turn;"
              + " load the model in Keras 2 on TensorFlow and save it there");
    }
    if (stored.contains("_running_std") && file.texts("", "keras_version").isEmpty()) {
      throw new IOException(
          place
              + ": is a deviation up to Keras 1.0.5 and a variance later, and the file does not say"
              + " which Keras wrote it; save the whole model, by model.save");
    }
  }

  /** Whether all names are of these weights' layers: cells may be numbered otherwise. */
  private static boolean isNamed(List<List<String>> names, List<NetWeight> weights) {
    return names.stream()
        .map(each -> LegacyName.of(each.get(0)).layer())
        .flatMap(Optional::stream)
        .allMatch(layer -> weights.stream().anyMatch(each -> isOf(layer, each)));
  }

  /** Whether the name is that of a neighbour of the weight's layer. */
  private static boolean isOfAnother(LegacyName name, NetWeight weight, List<NetWeight> group) {
    Optional<String> layer = name.layer();
    return layer.isPresent()
        && !isOf(layer.get(), weight)
        && group.stream().anyMatch(other -> isOf(layer.get(), other));
  }

  /** A layer of a model in the model has the path outer/inner in the net. */
  private static boolean isOf(String layer, NetWeight weight) {
    String path = weight.path();
    String ours = path.substring(0, path.lastIndexOf('/'));
    return ours.equals(layer) || ours.endsWith("/" + layer);
  }

  private static boolean isTheanos(Hdf5 file, String name) throws IOException {
    // Keras 1 does not say, but only TensorFlow's names end in the number of an output.
    boolean first = file.texts("", "backend").isEmpty() && !name.matches(".*[:/].*");
    return first || file.texts("", "backend").orElse(List.of()).equals(List.of("theano"));
  }
}
