package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cornu.activations.Activations;
import org.cornu.callbacks.Callbacks;
import org.cornu.constraints.Constraints;
import org.cornu.functions.Functions;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Layers;
import org.cornu.losses.Losses;
import org.cornu.metrics.Metrics;
import org.cornu.optimizers.Optimizers;
import org.cornu.preprocessing.Preprocessing;
import org.cornu.regularizers.Regularizers;
import org.cornu.schedules.Schedules;
import org.junit.jupiter.api.Test;

/** Catalogues are imported statically, whole and several at once: a name may be in two of them. */
class FactoryNamesTest {

  private static final List<Class<?>> CATALOGUES =
      List.of(
          Layers.class,
          Functions.class,
          Preprocessing.class,
          Activations.class,
          Losses.class,
          Metrics.class,
          Optimizers.class,
          Schedules.class,
          Initializers.class,
          Regularizers.class,
          Constraints.class,
          Callbacks.class);

  /**
   * Called alike with the same arguments, so that a call is ambiguous where both are imported, and
   * is written with the class: as Keras has a layer and an activation, or a loss and a metric.
   */
  private static final List<String> ALIKE =
      List.of(
          "cosineSimilarity[] [Losses, Metrics]",
          "identity[] [Initializers, Layers]",
          "relu[] [Activations, Layers]",
          "sigmoid[] [Activations, Layers]",
          "softmax[] [Activations, Layers]",
          "tanh[] [Activations, Layers]");

  @Test
  void noCallMeansFactoriesOfTwoCatalogues() {
    Map<String, TreeSet<String>> owners = new TreeMap<>();
    for (Class<?> catalogue : CATALOGUES) {
      for (Method method : catalogue.getMethods()) {
        if (Modifier.isStatic(method.getModifiers()) && !method.getName().equals("classes")) {
          String call =
              method.getName()
                  + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
          owners.computeIfAbsent(call, c -> new TreeSet<>()).add(catalogue.getSimpleName());
        }
      }
    }
    List<String> found = new ArrayList<>();
    owners.forEach(
        (call, classes) -> {
          if (classes.size() > 1) {
            found.add(call + " " + classes);
          }
        });
    assertThat(found).isEqualTo(ALIKE);
  }
}
