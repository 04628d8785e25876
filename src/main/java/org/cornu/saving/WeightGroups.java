package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The groups of a file that hold weights, those of models in the model too. A file of weights alone
 * tells the order of layers of one class in one model, and in Keras 3 their names, no more.
 *
 * @param place of the file, for messages
 * @param groups those of layers that hold any
 * @param parts paths of those of layers within layers
 */
record WeightGroups(String place, List<Group> groups, Set<String> parts) {

  private static final String VARS = "/vars";
  private static final List<String> LAYERS = List.of("layers", "_layer_checkpoint_dependencies");

  /**
   * A layer's group.
   *
   * @param path {@code layers/sequential/layers/conv2d_1}
   * @param name {@code outer_inner}, where the file tells the names
   */
  record Group(String path, String name) {

    String model() {
      return path.substring(0, path.lastIndexOf('/'));
    }

    /** Whether it is of the class of a group in a net without models in it. */
    boolean isLike(String key) {
      return stem(path).equals(stem(key));
    }

    /** {@code conv2d} of {@code layers/conv2d_1}. */
    private static String stem(String path) {
      return path.substring(path.lastIndexOf('/') + 1).replaceFirst("_\\d+$", "");
    }
  }

  /** Finds them. */
  static WeightGroups of(Hdf5 file) throws IOException {
    List<Group> groups = new ArrayList<>();
    Set<String> parts = new HashSet<>();
    find(file, "", "", groups, parts);
    return new WeightGroups(file.place(), groups, parts);
  }

  private static void find(
      Hdf5 file, String model, String prefix, List<Group> found, Set<String> parts)
      throws IOException {
    for (String layers : LAYERS) {
      for (String key : file.names(model + layers)) {
        String path = model + layers + "/" + key;
        boolean named = file.has(path + VARS);
        List<String> name = named ? file.texts(path + VARS, "name").orElse(List.of()) : List.of();
        if (!file.names(path + VARS).isEmpty()) {
          found.add(new Group(path, prefix + String.join("", name)));
        }
        String within = prefix + String.join("", name) + "_";
        find(file, path + "/", within, found, parts);
        findParts(file, path, within, found, parts);
      }
    }
  }

  private static void findParts(
      Hdf5 file, String layer, String prefix, List<Group> found, Set<String> parts)
      throws IOException {
    for (String part : file.names(layer)) {
      String path = layer + "/" + part;
      if (!LAYERS.contains(part) && !part.equals(VARS.substring(1))) {
        if (!file.names(path + VARS).isEmpty()) {
          parts.add(path);
        }
        find(file, path + "/", prefix, found, parts);
        findParts(file, path, prefix, found, parts);
      }
    }
  }

  /**
   * Finds the place of each layer of a net: as Cornu and Keras write a net without models in it,
   * else by the layers' names, else by their classes.
   *
   * @throws IOException if it is not certain, or there are groups for which the net has no layer
   */
  StoredNet places(StoredNet net) throws IOException {
    Set<String> paths = new HashSet<>(parts);
    groups.forEach(group -> paths.add(group.path()));
    boolean isFlat = groups.stream().allMatch(each -> LAYERS.contains(each.model()));
    StoredNet placed = isFlat || paths.containsAll(keys(net)) ? net : inLine(net);
    Set<String> keys = keys(placed);
    List<String> more =
        groups.stream()
            .map(Group::path)
            .filter(path -> !keys.contains(path.replace(LAYERS.get(1), LAYERS.get(0))))
            .filter(path -> !keys.contains(path))
            .toList();
    if (!more.isEmpty()) {
      throw new IOException(
          "%s: holds weights in %s, for which the net has no layer; load them into the net that they"
                  .formatted(place, more)
              + " are of");
    }
    return placed;
  }

  /** The groups of the layers that have weights. */
  private static Set<String> keys(StoredNet net) {
    return net.places().stream()
        .filter(each -> !each.weights().isEmpty())
        .map(StoredNet.Place::key)
        .collect(Collectors.toSet());
  }

  private StoredNet inLine(StoredNet net) throws IOException {
    Map<String, String> byName = new HashMap<>();
    groups.forEach(each -> byName.put(each.name, each.path));
    boolean areNamed =
        net.places().stream()
            .filter(each -> !each.weights().isEmpty())
            .allMatch(each -> byName.containsKey(inOneWord(each)));
    List<StoredNet.Place> places = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (StoredNet.Place each : net.places()) {
      String key = each.key();
      if (!each.weights().isEmpty()) {
        key =
            areNamed
                ? byName.get(inOneWord(each))
                : ofClass(each, counts.merge(each.className(), 1, Integer::sum));
      }
      places.add(each.at(key));
    }
    return new StoredNet(net.name(), net.net(), places, net.remarks());
  }

  /** {@code outer_inner}, as the groups name themselves here. */
  private static String inOneWord(StoredNet.Place place) {
    return place.path().replace('/', '_');
  }

  /** The group of the layer that is the so many-th of its class, from 1. */
  private String ofClass(StoredNet.Place layer, int count) throws IOException {
    List<Group> like =
        groups.stream()
            .filter(each -> each.isLike(layer.key()))
            .sorted(
                Comparator.<Group>comparingInt(each -> each.path.length())
                    .thenComparing(Group::path))
            .toList();
    if (like.stream().map(Group::model).distinct().count() > 1) {
      throw new IOException(
          "%s: is of a model with models in it, and does not tell which of its %d %s the layer \"%s\""
                  .formatted(place, like.size(), layer.className(), layer.path())
              + " is; give the .keras of the model, or name the layers outer_inner, or nest them, as there");
    }
    if (like.size() < count) {
      throw new IOException(
          "%s: needs weights for the layer \"%s\", has %d %s"
              .formatted(place, layer.path(), like.size(), layer.className()));
    }
    return like.get(count - 1).path;
  }
}
