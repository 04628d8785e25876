package org.cornu.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.objective;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cornu.Functional;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.data.PartSpec;
import org.cornu.distribute.Strategy;
import org.cornu.layers.Input;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tasks in one executor, here the driver's own process. */
class OneProcessTest {

  private static final List<Predictor> LOADED = Collections.synchronizedList(new ArrayList<>());

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Spark.session("local[2]", "Java");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Each has a server of its own. */
  @Test
  void theyTrainTogetherAgainAndAgain() {
    try (Trained alone = Programs.train(Strategy.ONE_DEVICE, Programs.digits())) {
      for (int run = 0; run < 2; run++) {
        try (Trained trained =
            SparkWorkers.of(spark, 2)
                .train(worker -> Programs.train(worker.strategy(), Programs.digits()))) {
          SparkWorkersTest.requireSame(trained.history(), alone.history());
        }
      }
    }
  }

  private static Predictor load(InputStream in) throws IOException {
    Predictor loaded = Predictor.load(in);
    LOADED.add(loaded);
    return loaded;
  }

  private static SparkPredictor stored(Path file, long seed) throws IOException {
    try (Trained trained = Programs.train(Strategy.ONE_DEVICE, Programs.digits())) {
      trained.model().learningRate(seed);
      trained.model().save(file);
    }
    return SparkPredictor.load(spark, file, OneProcessTest::load);
  }

  /** The driver's own is loaded to see what the model gives, and closed at once. */
  @Test
  void theyShareAPredictorUntilThereIsAnotherModel(@TempDir Path folder) throws IOException {
    StructType schema = new StructType().add("image", DataTypes.BinaryType);
    List<Row> images =
        IntStream.range(0, 8).mapToObj(i -> RowFactory.create(new byte[28 * 28])).toList();
    Dataset<Row> frame = spark.createDataFrame(images, schema).repartition(4);
    PartSpec image = PartSpec.pixels("image", 28, 28, 1);
    SparkPredictor first = stored(folder.resolve("first.keras"), 1);
    assertThat(first.predict(frame, image).collectAsList()).hasSize(8);
    assertThat(first.predict(frame, image).collectAsList()).hasSize(8);
    assertThat(LOADED).hasSize(2);
    assertThat(LOADED.get(1).outputNames()).hasSize(1);
    SparkPredictor second = stored(folder.resolve("second.keras"), 2);
    assertThat(second.predict(frame, image).collectAsList()).hasSize(8);
    assertThat(LOADED).hasSize(4);
    assertThatThrownBy(LOADED.get(1)::outputNames).hasMessageContaining("closed");
  }

  @Test
  void severalInputsAndOutputsAreColumnsOfTheirNames(@TempDir Path folder) throws IOException {
    Input left = input(2).named("left"), right = input(1).named("right");
    Functional net =
        Functional.of(
            List.of(left, right),
            add().named("sum").on(left, right),
            flatten().named("same").on(left));
    Path file = folder.resolve("two.keras");
    try (Model model =
        net.compile(
            sgd(), objective("sum", meanSquaredError()), objective("same", meanSquaredError()))) {
      model.save(file);
    }
    Row answered =
        SparkPredictor.load(spark, file)
            .predict(
                spark.sql("select array(1, 2) as left, 10L as right"),
                PartSpec.floats("right", 1),
                PartSpec.floats("left", 2))
            .select("sum", "same")
            .first();
    assertThat(answered.<Float>getList(0)).containsExactly(11f, 12f);
    assertThat(answered.<Float>getList(1)).containsExactly(1f, 2f);
  }
}
