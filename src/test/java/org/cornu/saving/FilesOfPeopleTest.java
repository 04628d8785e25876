package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.config.Registry;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Tensors;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Conv;
import org.cornu.layers.Layer;
import org.cornu.layers.MergingLayer;
import org.cornu.layers.UnaryLayer;
import org.cornu.net.Net;
import org.cornu.serving.LoadedModel;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trained nets that packages ship, from Keras 2.0 to 3.8: opened, and answered as Keras does. They
 * are fetched; {@code -Dpeople.folder} says where they are, or are to be kept.
 */
@Tag("nightly")
class FilesOfPeopleTest {

  private static final Registry REGISTRY =
      KerasClasses.BUILT_IN.with(
          new KerasClass<>(Layer.class, "ConvDNA", Conv.class, FilesOfPeopleTest::convDna),
          new KerasClass<>(
              Layer.class,
              "GlobalAveragePooling1D_Mask0",
              MaskedMean.class,
              config -> {
                config.ignore("data_format");
                return new MaskedMean();
              }),
          KerasClass.of(Layer.class, SplineWeight1D.class, SplineWeight1D::from));

  @TempDir private Path folder;

  @Test
  void eachOpensAndAnswersAsKerasDoes() throws Exception {
    Path place = Path.of(System.getProperty("people.folder", folder.toString()));
    if (answers(place).isEmpty()) {
      Script.run("fetch_files_of_people.py", Map.of(), place);
    }
    List<Path> answers = answers(place);
    assertThat(answers).hasSizeGreaterThan(70);
    List<String> wrong = new ArrayList<>();
    for (Path each : answers) {
      String file = each.toString().replace(".answers", "");
      try {
        check(Path.of(file), JsonMapper.shared().readTree(Files.readString(each)));
      } catch (Exception | AssertionError e) {
        wrong.add(place.relativize(each) + ": " + e.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Path> answers(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(each -> each.toString().endsWith(".answers")).sorted().toList();
    }
  }

  private static void check(Path file, JsonNode answer) throws Exception {
    KerasModel model = read(file);
    List<TType> inputs = new ArrayList<>();
    try (LoadedModel loaded = LoadedModel.of(model.net(), model.weights())) {
      answer.required("inputs").forEach(x -> inputs.add(TFloat32.tensorOf(Golden.array(x))));
      try (Result result = loaded.run(inputs)) {
        for (int i = 0; i < result.size(); i++) {
          FloatNdArray expected = Golden.array(answer.required("predictions").get(i));
          float[] actual = Tensors.floats((TFloat32) result.get(i));
          double moved = answer.required("moved").doubleValue();
          double near = Math.min(1e-4, Math.max(1e-5, 2 * moved));
          Tensors.assertNear("output " + i, actual, Tensors.floats(expected), near);
        }
      }
    } finally {
      inputs.forEach(TType::close);
    }
  }

  /** An architecture in JSON has its weights beside it. */
  private static KerasModel read(Path file) throws Exception {
    try (Source source = Source.of(file)) {
      if (!file.toString().endsWith(".json")) {
        return ModelFile.read(source, Purpose.PREDICT, REGISTRY);
      }
      KerasModel layers = ModelFile.read(source, Purpose.DEFINE, REGISTRY);
      Net net = layers.net();
      Path weights = Path.of(file.toString().replace(".json", ".h5"));
      return new KerasModel(
          layers.name(),
          net,
          WeightsFile.read(weights, net).weights(),
          layers.compiled(),
          layers.problem(),
          layers.progress());
    }
  }

  private static Conv convDna(Config config) {
    config.ignore("seq_length");
    return Conv.from(config, 1);
  }

  /** The mean over the steps at which the second input is not 0. */
  private record MaskedMean() implements MergingLayer {

    @Override
    public String className() {
      return "GlobalAveragePooling1D_Mask0";
    }

    @Override
    public Shape mergedShape(List<Shape> inputs) {
      return Shape.of(inputs.get(0).get(1));
    }

    @Override
    public Operand<TFloat32> merge(LayerScope scope, List<Operand<TFloat32>> inputs) {
      Ops tf = scope.tf();
      Operand<TFloat32> mask = tf.max(inputs.get(1), tf.constant(2), Max.keepDims(true));
      Operand<TFloat32> sum = tf.reduceSum(tf.math.mul(inputs.get(0), mask), tf.constant(1));
      Operand<TFloat32> count = tf.reduceSum(mask, tf.constant(1));
      return tf.math.div(sum, tf.math.maximum(count, tf.constant(1e-7f)));
    }
  }

  /** Each step times one more than a spline over the steps, one for each channel. */
  private record SplineWeight1D(int bases, int degree, boolean share) implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      long tracks = share ? 1 : input.get(1);
      return List.of(WeightSpec.trainable("kernel", Shape.of(bases, tracks), Initializers.zeros()));
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      Ops tf = scope.tf();
      int steps = (int) x.shape().get(1);
      float[][] values = new float[steps][bases];
      for (int step = 0; step < steps; step++) {
        for (int basis = 0; basis < bases; basis++) {
          values[step][basis] = (float) basis(knots(steps - 1), basis, degree, step);
        }
      }
      Operand<TFloat32> track = tf.linalg.matMul(tf.constant(values), scope.weight("kernel"));
      return tf.math.mul(tf.math.add(track, tf.constant(1f)), x);
    }

    private double[] knots(double end) {
      double edge = end * 0.001;
      int order = degree - 1;
      int inner = bases - order;
      double gap = (end + 2 * edge) / (inner - 1);
      double[] knots = new double[inner + 2 * order + 2];
      for (int i = 0; i < knots.length; i++) {
        knots[i] = (float) (-edge + gap * (i - order - 1));
      }
      return knots;
    }

    /** By Cox's and de Boor's recursion. */
    private static double basis(double[] knots, int i, int degree, double x) {
      if (degree == 0) {
        return x >= knots[i] && x < knots[i + 1] ? 1 : 0;
      }
      double left = (x - knots[i]) / (knots[i + degree] - knots[i]);
      double right = (knots[i + degree + 1] - x) / (knots[i + degree + 1] - knots[i + 1]);
      return left * basis(knots, i, degree - 1, x) + right * basis(knots, i + 1, degree - 1, x);
    }

    static SplineWeight1D from(Config config) {
      config.ignore("l2_smooth", "l2", "use_bias", "bias_initializer");
      return new SplineWeight1D(
          config.integer("n_bases"),
          config.integer("spline_degree"),
          config.flag("share_splines", false));
    }
  }
}
