package org.cornu.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.data.Buffers;
import org.cornu.data.PartSpec;
import org.cornu.distribute.Strategy;
import org.cornu.history.Evaluation;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real master and its workers: data frames and trials, by way of Kryo. */
class StandaloneTest {

  private static final PartSpec PIXELS = PartSpec.floats("pixels", 28, 28, 1);

  @TempDir private static Path folder;

  private static Standalone cluster;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    Spark.jars();
    cluster = new Standalone(folder);
    spark = Spark.session(cluster.master(), "Kryo");
  }

  @AfterAll
  static void stop() {
    spark.stop();
    cluster.close();
  }

  /** The digits as two columns, in three partitions. */
  private static Dataset<Row> frame() {
    org.cornu.data.Dataset digits = Programs.digits();
    List<PartSpec> parts = List.of(PartSpec.floats("features", 28, 28, 1), digits.targets().get(0));
    Buffers buffers = Buffers.of(parts, digits.size());
    int[] all = java.util.stream.IntStream.range(0, digits.size()).toArray();
    digits.read(all, 0, all.length, buffers);
    List<Row> rows = new ArrayList<>();
    for (int each : all) {
      float[] pixels = new float[28 * 28];
      buffers.floats("features").get(each * pixels.length, pixels);
      rows.add(RowFactory.create(pixels, (long) buffers.ints("labels").get(each)));
    }
    StructType schema =
        new StructType()
            .add("pixels", DataTypes.createArrayType(DataTypes.FloatType))
            .add("digit", DataTypes.LongType);
    return spark.createDataFrame(rows, schema).coalesce(3);
  }

  @Test
  void workersTrainOnADataFrameAsOneProcessOnItsRows() {
    SparkRows rows = SparkRows.of(frame(), List.of(PIXELS), List.of(PartSpec.classes("digit", 10)));
    try (Trained alone = Programs.train(Strategy.ONE_DEVICE, Programs.digits());
        Trained trained =
            SparkWorkers.of(spark, 2)
                .train(worker -> Programs.train(worker.strategy(), rows.dataset()))) {
      SparkWorkersTest.requireSame(trained.history(), alone.history());
    }
  }

  @Test
  void aDataFrameIsAnsweredAsByAPredictor() throws IOException {
    Path file = folder.resolve("digits.keras");
    try (Trained trained = Programs.train(Strategy.ONE_DEVICE, Programs.digits())) {
      trained.model().save(file);
    }
    List<Row> answered = SparkPredictor.load(spark, file).predict(frame(), PIXELS).collectAsList();
    try (Predictor predictor = Predictor.load(file)) {
      float[][] expected = predictor.predict(Programs.digits());
      assertThat(answered).hasSize(expected.length);
      for (int i = 0; i < expected.length; i++) {
        List<Float> told = answered.get(i).getList(answered.get(i).fieldIndex("prediction"));
        assertThat(told).containsExactly(boxed(expected[i]));
      }
    }
    assertThat(answered.get(0).fieldIndex("digit")).isOne();
    Dataset<Row> taken = frame().withColumnRenamed("digit", "prediction");
    assertThatThrownBy(() -> SparkPredictor.load(spark, file).predict(taken, PIXELS))
        .hasMessageContaining("without a column \"prediction\"");
  }

  @Test
  void noColumnIsTooFew() {
    assertThatThrownBy(() -> SparkRows.of(frame(), List.of(), List.of(PIXELS)))
        .hasMessageContaining("SparkRows needs a column that a net reads");
  }

  private static Float[] boxed(float[] numbers) {
    Float[] boxed = new Float[numbers.length];
    java.util.Arrays.setAll(boxed, i -> numbers[i]);
    return boxed;
  }

  private static Evaluation evaluate(long seed) {
    try (Model model = Programs.net(seed).compile(sgd(), categoricalCrossentropy(), accuracy())) {
      model.fit(Programs.digits(), Fit.epochs(1).batchSize(30));
      return model.evaluate(Programs.digits());
    }
  }

  @Test
  void trialsComeBackInOrder() {
    List<Evaluation> told = SparkTrials.run(spark, List.of(3L, 1L, 2L), StandaloneTest::evaluate);
    assertThat(told)
        .extracting(Evaluation::loss)
        .containsExactly(evaluate(3).loss(), evaluate(1).loss(), evaluate(2).loss());
    assertThatThrownBy(() -> SparkTrials.run(spark, List.<Long>of(), StandaloneTest::evaluate))
        .hasMessageContaining("got none");
  }

  @Test
  void aColumnThatIsNoInputIsNamed() {
    List<PartSpec> three = List.of(PartSpec.floats("pixels", 3));
    assertThatThrownBy(() -> SparkRows.of(frame(), three, List.of()))
        .hasMessageContaining(
            "column \"pixels\" needs 3 numbers of FLOAT32 in every row, got an array of 784");
  }
}
