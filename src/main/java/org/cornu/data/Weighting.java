package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives samples their weights. */
final class Weighting {

  private Weighting() {}

  /** All targets share them. */
  static Parts all(SampleView view, float[] weights) {
    Part part = part(view, "weights", weights);
    Map<String, Part> made = new HashMap<>();
    targets(view).forEach(target -> made.put(target, part));
    return view.all().weights(made);
  }

  static Parts one(SampleView view, String target, float[] weights) {
    requireNonNull(target, "withWeights needs the name of a target, got null");
    if (!targets(view).contains(target)) {
      throw new IllegalArgumentException(
          "withWeights needs one of the targets %s, got \"%s\"".formatted(targets(view), target));
    }
    Map<String, Part> made = new HashMap<>(view.all().weights());
    made.put(target, part(view, "weights of " + target, weights));
    return view.all().weights(made);
  }

  static Parts classes(SampleView view, Map<Integer, Double> weights) {
    requireNonNull(weights, "withClassWeights needs weights by class, got null");
    if (!view.all().weights().isEmpty()) {
      throw new IllegalStateException(
          "withClassWeights needs data without weights, as Keras does, got such with; multiply them yourself");
    }
    return all(view, ClassWeights.of(view.target().weighed(view.samples()), weights));
  }

  private static List<String> targets(SampleView view) {
    if (!view.labelled()) {
      throw new IllegalStateException(
          "withWeights needs data with targets, got none; give them to Dataset.of or withTargets");
    }
    return view.targets().stream().map(PartSpec::name).toList();
  }

  /** A view's weights are put where its samples are. */
  private static Part part(SampleView view, String name, float[] weights) {
    requireNonNull(weights, "withWeights needs weights, got null");
    if (weights.length != view.size()) {
      throw new IllegalArgumentException(
          "%s: needed %s, one a sample, got %s".formatted(name, view.size(), weights.length));
    }
    float[] placed = new float[view.all().size()];
    for (int i = 0; i < weights.length; i++) {
      placed[view.samples()[i]] = weights[i];
    }
    Values.requireFinite(name, weights);
    return Part.of(PartSpec.floats(name), new FloatFeatures(placed));
  }
}
