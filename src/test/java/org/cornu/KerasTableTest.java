package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.Activations;
import org.cornu.callbacks.Callbacks;
import org.cornu.config.KerasClass;
import org.cornu.constraints.Constraint;
import org.cornu.constraints.Constraints;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Layer;
import org.cornu.layers.Layers;
import org.cornu.losses.Loss;
import org.cornu.losses.LossMetric;
import org.cornu.losses.Losses;
import org.cornu.metrics.Metric;
import org.cornu.metrics.Metrics;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.Optimizers;
import org.cornu.preprocessing.Preprocessing;
import org.cornu.recurrent.Recurrent;
import org.cornu.regularizers.Regularizer;
import org.cornu.regularizers.Regularizers;
import org.cornu.saving.KerasClasses;
import org.cornu.schedules.LearningRateSchedule;
import org.cornu.schedules.Schedules;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/keras.md} says of each public name of Keras what Cornu calls it, or why it has not
 * got it. It is made here, by {@code -Dtest=KerasTableTest -Dkeras.table=write}.
 */
@Tag("python")
class KerasTableTest {

  private static final Path TABLE = Path.of("docs/keras.md");

  private static final String HEAD =
      """
      # Keras's names in Cornu

      What Keras %s calls its own, and Cornu's factory for it, or why there is none. A test makes this
      table from Keras and from Cornu's registry. A name *read* is one that files have, and no factory
      is called alike. Keras's options are methods of what a factory returns.
      """;

  /** What is in a module of Keras: of which kind, and made by which catalogues. */
  private record Room(Optional<Class<?>> kind, List<Class<?>> catalogues) {
    static Room of(Class<?> kind, Class<?>... catalogues) {
      return new Room(Optional.ofNullable(kind), List.of(catalogues));
    }
  }

  private static final Map<String, Room> ROOMS = new LinkedHashMap<>();

  static {
    ROOMS.put("layers", Room.of(Layer.class, Layers.class, Preprocessing.class, Recurrent.class));
    ROOMS.put("activations", Room.of(ActivationFunction.class, Activations.class));
    ROOMS.put("losses", Room.of(Loss.class, Losses.class));
    ROOMS.put("metrics", Room.of(Metric.class, Metrics.class));
    ROOMS.put("optimizers", Room.of(Optimizer.class, Optimizers.class));
    ROOMS.put("optimizers.schedules", Room.of(LearningRateSchedule.class, Schedules.class));
    ROOMS.put("initializers", Room.of(Initializer.class, Initializers.class));
    ROOMS.put("regularizers", Room.of(Regularizer.class, Regularizers.class));
    ROOMS.put("constraints", Room.of(Constraint.class, Constraints.class));
    ROOMS.put("callbacks", Room.of(null, Callbacks.class));
  }

  @Test
  void theTableIsWhatKerasAndCornuHave() throws Exception {
    String printed = Script.run("list_keras_names.py", Map.of());
    JsonNode keras =
        JsonMapper.shared().readTree(printed.substring(printed.indexOf("{\"version\"")));
    String table = table(keras);
    if (System.getProperty("keras.table", "").equals("write")) {
      Files.writeString(TABLE, table);
    }
    assertThat(Files.readString(TABLE)).isEqualTo(table);
  }

  private static String table(JsonNode keras) throws IOException {
    Map<String, String> reasons = reasons();
    StringBuilder text = new StringBuilder(HEAD.formatted(keras.required("version").stringValue()));
    List<String> unsaid = new ArrayList<>();
    int[] had = new int[2];
    ROOMS.forEach(
        (module, room) -> {
          text.append("\n## keras.%s%n%n| Keras | Cornu |%n| --- | --- |%n".formatted(module));
          keras
              .required("modules")
              .required(module)
              .properties()
              .forEach(
                  entry -> {
                    String name = entry.getKey();
                    String own = entry.getValue().isNull() ? name : entry.getValue().stringValue();
                    Optional<String> ours = ours(room, name).or(() -> ours(room, own));
                    Optional<String> why = reason(reasons, name);
                    had[ours.isPresent() ? 0 : 1]++;
                    if (ours.isEmpty() && why.isEmpty()) {
                      unsaid.add(module + "." + name);
                    }
                    text.append(
                        "| `%s` | %s |%n".formatted(name, ours.orElseGet(() -> why.orElse("?"))));
                  });
        });
    assertThat(unsaid).as("names of Keras of which nothing is said").isEmpty();
    return text + "\n%d names, of which Cornu has %d.\n".formatted(had[0] + had[1], had[0]);
  }

  private static Optional<String> ours(Room room, String name) {
    for (Class<?> catalogue : room.catalogues) {
      for (Method method : catalogue.getMethods()) {
        if (Modifier.isStatic(method.getModifiers()) && isAlike(method.getName(), name)) {
          return Optional.of("`%s.%s`".formatted(catalogue.getSimpleName(), method.getName()));
        }
      }
    }
    return room.kind.flatMap(kind -> row(kind, name)).map(KerasTableTest::read);
  }

  private static String read(KerasClass<?> row) {
    return row.type() == LossMetric.class
        ? "`Losses.metric` of the loss"
        : "read, as `%s`".formatted(row.type().getSimpleName());
  }

  private static boolean isAlike(String factory, String name) {
    return factory.equalsIgnoreCase(name.replace("_", ""));
  }

  private static Optional<KerasClass<?>> row(Class<?> kind, String name) {
    return KerasClasses.BUILT_IN.builtIn().stream()
        .filter(row -> row.kind() == kind)
        .filter(
            row ->
                row.className().equals(name) || KerasClass.snakeCase(row.className()).equals(name))
        .findFirst();
  }

  private static Map<String, String> reasons() throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/org/cornu/not_in_cornu.txt"))) {
      if (!line.startsWith("#")) {
        String[] halves = line.split(" \\| ");
        Arrays.stream(halves[0].split(" ")).forEach(name -> reasons.put(name, halves[1]));
      }
    }
    return reasons;
  }

  private static Optional<String> reason(Map<String, String> reasons, String name) {
    return reasons.entrySet().stream()
        .filter(each -> name.matches(each.getKey().replace("*", ".*")))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
