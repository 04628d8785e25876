package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.schedules.Schedules.oneCycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.Sequential;
import org.cornu.config.Config;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;
import org.cornu.testing.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;

/** Optimizer state that is not that of the weights beside it, and what only Cornu has. */
class OptimizerVariablesTest {

  @TempDir private Path folder;

  /** Writes a model with these slots in place of the optimizer's own. */
  private Path written(Map<String, FloatNdArray> slots) throws IOException {
    KerasModel model = KerasCases.compiled(adam(), meanSquaredError());
    Compiled compiled = model.compiled().orElseThrow();
    OptimizerState state = new OptimizerState(7, .5, slots);
    Path file = folder.resolve("net.keras");
    KerasArchive.write(
        with(model, compiled.with(Optional.of(state)), model.progress()),
        KerasClasses.BUILT_IN,
        file);
    return file;
  }

  private static KerasModel with(KerasModel model, Compiled compiled, TrainingProgress progress) {
    return new KerasModel(
        model.name(),
        model.net(),
        model.weights(),
        Optional.of(compiled),
        Optional.empty(),
        progress);
  }

  /** As after a layer was unfrozen: Keras says that it skips the variables, and begins anew. */
  @Test
  void stateOfOtherWeightsIsLeftOutAndNamed() throws IOException {
    assertBeginsAnew(written(Map.of()), "Adam needs 6 variables", "the file has 2");
    FloatNdArray small = NdArrays.ofFloats(Shape.of(2));
    Path file = written(Map.of("a/m", small, "a/v", small));
    assertBeginsAnew(file, "Adam needs 6 variables", "the file has 4");
  }

  @Test
  void stateOfOtherShapesIsLeftOutAndNamed() throws IOException {
    Map<String, FloatNdArray> slots = new LinkedHashMap<>();
    FloatNdArray small = NdArrays.ofFloats(Shape.of(2));
    List.of("a/m", "a/v", "b/m", "b/v").forEach(key -> slots.put(key, small));
    assertBeginsAnew(written(slots), "needs shape (126, 4), has (2,)");
  }

  private static void assertBeginsAnew(Path file, String... words) throws IOException {
    try (Log log = new Log();
        Model model = Model.load(file);
        Predictor predictor = Predictor.load(file)) {
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0)).contains(file.toString(), "begins anew").contains(words);
      assertThat(model.learningRate()).isEqualTo(.5);
      assertThat(predictor.outputShape()).isEqualTo(model.outputShape());
    }
    assertThat(Sequential.load(file).parameters()).isPositive();
  }

  @Test
  void whatKerasLacksIsSaidWithTheRemedy() throws IOException {
    Path file = folder.resolve("cycle.keras");
    assertThat(said(sgd(oneCycle(.1, 100)), TrainingProgress.NONE, file))
        .singleElement()
        .asString()
        .contains(file.toString(), "Keras has no OneCycle", "compile=False", "cosineDecay");
    assertThat(said(sgd(), TrainingProgress.NONE, file)).isEmpty();
    assertThat(said(adam().excludeFromWeightDecay("bias"), TrainingProgress.NONE, file))
        .singleElement()
        .asString()
        .contains("excludeFromWeightDecay", "[bias]", "compile it again");
    TrainingProgress checkpoint =
        new TrainingProgress(OptionalLong.of(1), 1, List.of(), Config.of("over", false), Map.of());
    assertThat(said(sgd(oneCycle(.1, 100)), checkpoint, file)).as("for Cornu alone").isEmpty();
  }

  private static List<String> said(Optimizer optimizer, TrainingProgress progress, Path file)
      throws IOException {
    KerasModel model = KerasCases.compiled(optimizer, meanSquaredError());
    try (Log log = new Log()) {
      KerasModel whole = with(model, model.compiled().orElseThrow(), progress);
      KerasArchive.write(whole, KerasClasses.BUILT_IN, file);
      return log.lines();
    }
  }

  @Test
  void aRateThatIsNoRateIsRefused() {
    assertThatThrownBy(() -> adam(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("optimizer", "learning rate above 0", "got 0.0");
  }
}
