package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.activation;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.average;
import static org.cornu.layers.Layers.averagePooling2d;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dot;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.maximum;
import static org.cornu.layers.Layers.minimum;
import static org.cornu.layers.Layers.multiply;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.sigmoid;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.layers.Layers.subtract;
import static org.cornu.layers.Layers.tanh;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cornu.activations.KerasActivation;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.net.NetRun.Outcome;
import org.cornu.net.NetWeight;
import org.cornu.net.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What every layer must do. A new layer is one line or more in {@link #cases}. */
class LayerContractTest {

  private static final Shape IMAGE = Shape.of(7, 6, 4);
  private static final Shape ROW = Shape.of(9);

  /** In what the training half of a layer differs from its inference half. */
  private enum Training {
    NOTHING,
    BATCH_STATISTICS,
    RANDOM
  }

  /**
   * A layer to be tried.
   *
   * @param parameters how many numbers its weights hold
   */
  private record Case(Layer layer, List<Shape> inputs, int parameters, Training training) {

    Case(Layer layer, Shape input, int parameters, Training training) {
      this(layer, List.of(input), parameters, training);
    }

    Net net() {
      List<Input> values = inputs.stream().map(shape -> Input.of(Spec.floats(shape))).toList();
      return Net.of(values, List.of(layer.on(values.toArray(Value[]::new))));
    }

    List<FloatNdArray> batch(int size) {
      return inputs.stream().map(shape -> scattered(Shape.of(size).append(shape))).toList();
    }

    @Override
    public String toString() {
      return layer + " of " + inputs.stream().map(Shapes::text).toList();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        plain(conv2d(5, 3), IMAGE, 3 * 3 * 4 * 5 + 5),
        plain(conv2d(5, 3, 2).same().relu(), IMAGE, 3 * 2 * 4 * 5 + 5),
        plain(conv2d(6, 3).strides(2).groups(2).noBias(), IMAGE, 3 * 3 * 2 * 6),
        plain(conv2d(5, 3).strides(2, 1).same().tanh(), IMAGE, 3 * 3 * 4 * 5 + 5),
        plain(conv2d(5, 2).dilation(3), IMAGE, 2 * 2 * 4 * 5 + 5),
        plain(conv2d(5, 3).dilation(2).same(), IMAGE, 3 * 3 * 4 * 5 + 5),
        plain(conv2d(5, 1).kernelInitializer(Initializers.heNormal()), IMAGE, 4 * 5 + 5),
        plain(maxPooling2d(2), IMAGE, 0),
        plain(maxPooling2d(3, 2).strides(1, 2).same(), IMAGE, 0),
        plain(averagePooling2d(2), IMAGE, 0),
        plain(averagePooling2d(3, 2).strides(2).same(), IMAGE, 0),
        plain(flatten(), IMAGE, 0),
        plain(flatten(), ROW, 0),
        plain(dense(4), ROW, 9 * 4 + 4),
        plain(dense(4).softmax(), IMAGE, 4 * 4 + 4),
        plain(dense(4).noBias().sigmoid(), Shape.of(5, 9), 9 * 4),
        plain(dense(4).biasInitializer(Initializers.constant(0.5)), ROW, 9 * 4 + 4),
        new Case(dropout(0.3), IMAGE, 0, Training.RANDOM),
        new Case(dropout(0.9), ROW, 0, Training.RANDOM),
        plain(dropout(0), ROW, 0),
        new Case(batchNormalization(), IMAGE, 4 * 4, Training.BATCH_STATISTICS),
        new Case(batchNormalization().noScale(), ROW, 9 * 3, Training.BATCH_STATISTICS),
        new Case(
            batchNormalization().noCenter().momentum(0.5).epsilon(0.1),
            Shape.of(5, 9),
            9 * 3,
            Training.BATCH_STATISTICS),
        plain(batchNormalization().frozen(), IMAGE, 4 * 4),
        plain(activation(KerasActivation.LINEAR), ROW, 0),
        plain(relu(), IMAGE, 0),
        plain(tanh(), ROW, 0),
        plain(sigmoid(), ROW, 0),
        plain(softmax(), IMAGE, 0),
        plain(new Scale(), IMAGE, 4),
        merging(add(), IMAGE, IMAGE, Shape.of(6, 1)),
        merging(subtract(), IMAGE, IMAGE),
        merging(multiply(), ROW, ROW, Shape.of(1)),
        merging(average(), ROW, ROW, ROW),
        merging(maximum(), IMAGE, IMAGE),
        merging(minimum(), IMAGE, IMAGE),
        merging(concatenate(), IMAGE, Shape.of(7, 6, 2)),
        merging(concatenate(1), ROW, ROW, ROW),
        merging(dot(1), ROW, ROW),
        merging(dot(-1).axes(2, 1).normalized(), Shape.of(3, 4), Shape.of(4, 5)));
  }

  private static Case merging(Layer layer, Shape... inputs) {
    return new Case(layer, List.of(inputs), 0, Training.NOTHING);
  }

  private static Case plain(Layer layer, Shape input, int parameters) {
    return new Case(layer, input, parameters, Training.NOTHING);
  }

  /** A layer as a user writes one: each channel times a number of its own. */
  private record Scale() implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      Shape channels = Shape.of(input.get(input.numDimensions() - 1));
      return List.of(WeightSpec.trainable("scale", channels, Initializers.constant(2)));
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      return scope.tf().math.mul(x, scope.weight("scale"));
    }
  }

  @Test
  void everyLayerIsTried() {
    Set<String> tried =
        cases()
            .map(each -> each.layer instanceof Placed placed ? placed.layer() : each.layer)
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

    assertThat(Summary.count(weights)).isEqualTo(each.parameters);
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
    assertThat(training.updates().isEmpty()).isEqualTo(each.training != Training.BATCH_STATISTICS);
    assertThat(Arrays.equals(floats(training.output()), floats(inference.output())))
        .isEqualTo(each.training == Training.NOTHING);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSameSeedGivesTheSameNumbersAndOnlyMasksDependOnIt(Case each) {
    List<FloatNdArray> x = each.batch(3);
    NetRun run = NetRun.of(each.net()).seed(2017).step(5);
    float[] first = floats(run.training(x).output());

    assertThat(floats(run.training(x).output())).isEqualTo(first);
    assertThat(Arrays.equals(floats(run.seed(2018).training(x).output()), first))
        .isEqualTo(each.training != Training.RANDOM);
    assertThat(Arrays.equals(floats(run.step(6).training(x).output()), first))
        .isEqualTo(each.training != Training.RANDOM);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSampleGivesTheSameWhateverRowsFollow(Case each) {
    NetRun run = NetRun.of(each.net());
    FloatNdArray whole =
        each.training == Training.BATCH_STATISTICS
            ? run.inference(each.batch(5)).output()
            : run.training(each.batch(5)).output();
    FloatNdArray part =
        each.training == Training.BATCH_STATISTICS
            ? run.inference(each.batch(2)).output()
            : run.training(each.batch(2)).output();
    float[] prefix = Arrays.copyOf(floats(whole), Math.toIntExact(part.size()));

    assertNear("first rows", floats(part), prefix, 1e-6);
  }

  private static double norm(FloatNdArray array) {
    double sum = 0;
    for (float value : floats(array)) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
