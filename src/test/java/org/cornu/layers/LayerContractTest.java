package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.layers.LayerCases.Case;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.net.NetRun.Outcome;
import org.cornu.net.NetWeight;
import org.cornu.net.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** What every layer must do. A new layer is one line or more in {@link LayerCases}. */
class LayerContractTest {

  static Stream<Case> cases() {
    return Stream.of(LayerCases.all(), PreprocessingLayers.all(), RecurrentLayers.all())
        .flatMap(each -> each);
  }

  @Test
  void everyLayerIsTried() {
    Set<String> tried =
        cases()
            .map(each -> each.layer() instanceof Placed placed ? placed.layer() : each.layer())
            .map(layer -> layer.getClass().getName())
            .collect(Collectors.toSet());
    Set<String> layers =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.cornu.layers")
                .stream()
                .filter(each -> each.isAssignableTo(Layer.class) && !each.isInterface())
                .filter(each -> !each.isEquivalentTo(Placed.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

    assertThat(layers).hasSizeGreaterThanOrEqualTo(8);
    assertThat(tried).containsAll(layers);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theOutputHasTheDeclaredShape(Case each) {
    Shape declared = each.net().outputShape();

    for (Outcome outcome :
        List.of(
            NetRun.of(each.net()).inference(each.batch(3)),
            NetRun.of(each.net()).training(each.batch(3)))) {
      assertThat(outcome.output().shape()).isEqualTo(Shape.of(3).append(declared));
      // Shapes with an unknown size are never equal.
      assertThat(outcome.declared().asArray()).isEqualTo(Shape.of(-1).append(declared).asArray());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theDeclaredWeightsAreThoseRead(Case each) {
    List<NetWeight> weights = each.net().weights();
    List<String> paths = weights.stream().map(NetWeight::path).toList();

    assertThat(Summary.count(weights)).isEqualTo(each.parameters());
    assertThat(NetRun.of(each.net()).inference(each.batch(2)).reads())
        .containsExactlyInAnyOrderElementsOf(paths);
    assertThat(NetRun.of(each.net()).training(each.batch(2)).reads())
        .containsExactlyInAnyOrderElementsOf(paths);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachTrainableWeightHasAGradient(Case each) {
    Net net = each.net();
    FloatNdArray cotangent = scattered(Shape.of(3).append(net.outputShape()));
    List<NetWeight> trainable = net.weights().stream().filter(NetWeight::trainable).toList();

    var gradients = NetRun.of(net).training(each.batch(3), cotangent).gradients();

    assertThat(gradients).hasSameSizeAs(trainable);
    for (NetWeight weight : trainable) {
      FloatNdArray gradient = gradients.get(weight.path());
      assertThat(gradient.shape()).isEqualTo(weight.spec().shape());
      assertThat(floats(gradient)).doesNotContain(Float.NaN);
      assertThat(norm(gradient)).as("size of the gradient of %s", weight).isGreaterThan(1e-3);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainingDiffersFromInferenceWhereItMustAndOnlyThere(Case each) {
    List<FloatNdArray> x = each.batch(3);
    Outcome inference = NetRun.of(each.net()).inference(x);
    Outcome training = NetRun.of(each.net()).training(x);

    assertThat(inference.updates()).isEmpty();
    assertThat(training.updates().isEmpty())
        .isEqualTo(each.training() != LayerCases.Training.BATCH_STATISTICS);
    // Parts of a batch, which training may take side by side, round otherwise than the whole.
    assertThat(isClose(floats(training.output()), floats(inference.output())))
        .isEqualTo(each.training() == LayerCases.Training.NOTHING);
  }

  private static boolean isClose(float[] some, float[] others) {
    return IntStream.range(0, some.length).allMatch(i -> Math.abs(some[i] - others[i]) <= 1e-6);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSameSeedGivesTheSameNumbersAndOnlyMasksDependOnIt(Case each) {
    List<FloatNdArray> x = each.batch(3);
    NetRun run = NetRun.of(each.net()).seed(2017).step(5);
    float[] first = floats(run.training(x).output());

    assertThat(floats(run.training(x).output())).isEqualTo(first);
    assertThat(Arrays.equals(floats(run.seed(2018).training(x).output()), first))
        .isEqualTo(each.training() != LayerCases.Training.RANDOM);
    assertThat(Arrays.equals(floats(run.step(6).training(x).output()), first))
        .isEqualTo(each.training() != LayerCases.Training.RANDOM);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSampleGivesTheSameWhateverRowsFollow(Case each) {
    NetRun run = NetRun.of(each.net());
    FloatNdArray whole =
        each.training() == LayerCases.Training.BATCH_STATISTICS
            ? run.inference(each.batch(5)).output()
            : run.training(each.batch(5)).output();
    FloatNdArray part =
        each.training() == LayerCases.Training.BATCH_STATISTICS
            ? run.inference(each.batch(2)).output()
            : run.training(each.batch(2)).output();
    float[] prefix = Arrays.copyOf(floats(whole), Math.toIntExact(part.size()));

    assertNear("first rows of " + each, floats(part), prefix, 1e-6);
  }

  private static double norm(FloatNdArray array) {
    double sum = 0;
    for (float value : floats(array)) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
