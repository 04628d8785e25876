package org.cornu.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.earlyStopping;
import static org.cornu.callbacks.Callbacks.modelCheckpoint;
import static org.cornu.callbacks.Callbacks.reduceLROnPlateau;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.history.Epoch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The callbacks that decide by a figure, against Keras's: when each stops, how it sets the rate,
 * what it saves and restores. Each case is also interrupted after every epoch.
 */
class CallbackGoldenTest {

  private static final Map<String, BiFunction<ModelCheckpoint, JsonNode, ModelCheckpoint>>
      CHECKPOINT =
          Map.of(
              "mode", (it, value) -> value.stringValue().equals("max") ? it.max() : it.min(),
              "initial_value_threshold", (it, value) -> it.threshold(value.doubleValue()));

  private static final Map<String, BiFunction<EarlyStopping, JsonNode, EarlyStopping>> STOPPING =
      Map.of(
          "patience", (it, value) -> it.patience(value.intValue()),
          "min_delta", (it, value) -> it.minDelta(value.doubleValue()),
          "baseline", (it, value) -> it.baseline(value.doubleValue()),
          "start_from_epoch", (it, value) -> it.startFromEpoch(value.intValue()),
          "mode", (it, value) -> value.stringValue().equals("max") ? it.max() : it.min());

  private static final Map<String, BiFunction<ReduceLROnPlateau, JsonNode, ReduceLROnPlateau>>
      PLATEAU =
          Map.of(
              "patience", (it, value) -> it.patience(value.intValue()),
              "factor", (it, value) -> it.factor(value.doubleValue()),
              "cooldown", (it, value) -> it.cooldown(value.intValue()),
              "min_lr", (it, value) -> it.minLr(value.doubleValue()),
              "min_delta", (it, value) -> it.minDelta(value.doubleValue()),
              "mode", (it, value) -> value.stringValue().equals("max") ? it.max() : it.min());

  static Stream<Golden> cases() {
    return Golden.all("callbacks");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsKerasDoes(Golden golden) {
    assertDecisions(golden, false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAlikeWhenInterruptedAfterEachEpoch(Golden golden) {
    assertDecisions(golden, true);
  }

  private static void assertDecisions(Golden golden, boolean interrupted) {
    Callback callback = callback(golden);
    String monitor = golden.text("monitor");
    WatchedTraining training = new WatchedTraining(0.01);
    Callback.Run run = callback.begin(training);
    List<Double> rates = new ArrayList<>();
    for (JsonNode value : golden.at("values")) {
      if (training.stopped()) {
        break;
      }
      if (interrupted) {
        CallbackState state = run.state();
        run = callback.begin(training);
        run.restore(state);
      }
      training.nextEpoch();
      run.epochBegin(training.epoch());
      run.epochEnd(
          new Epoch(
              training.epoch(), Map.of(monitor, value.doubleValue()), training.learningRate(), 1));
      rates.add(training.learningRate());
    }
    run.end();
    assertThat(training.epoch()).as("epochs").isEqualTo(golden.at("epochs").intValue());
    float[] keras = Golden.floats(golden.at("rates"));
    assertThat(rates).as("rates").hasSameSizeAs(keras);
    for (int i = 0; i < keras.length; i++) {
      assertThat(rates.get(i)).as("rate %d", i + 1).isCloseTo(keras[i], within(1e-6 * keras[i]));
    }
    assertThat(training.saved()).as("saved").isEqualTo(integers(golden.at("saved")));
    assertThat(training.restored()).as("restored").isEqualTo(golden.at("restored").intValue());
  }

  private static Callback callback(Golden golden) {
    String monitor = golden.text("monitor");
    JsonNode config = golden.at("config");
    return switch (golden.text("callback")) {
      case "EarlyStopping" ->
          configured(earlyStopping(monitor).restoreBestWeights(), config, STOPPING);
      case "ReduceLROnPlateau" -> configured(reduceLROnPlateau(monitor), config, PLATEAU);
      default -> configured(modelCheckpoint("model.keras").bestOnly(monitor), config, CHECKPOINT);
    };
  }

  private static <C> C configured(
      C callback, JsonNode config, Map<String, BiFunction<C, JsonNode, C>> options) {
    C configured = callback;
    for (Map.Entry<String, JsonNode> option : config.properties()) {
      configured = options.get(option.getKey()).apply(configured, option.getValue());
    }
    return configured;
  }

  private static List<Integer> integers(JsonNode array) {
    List<Integer> integers = new ArrayList<>();
    array.forEach(value -> integers.add(value.intValue()));
    return integers;
  }
}
