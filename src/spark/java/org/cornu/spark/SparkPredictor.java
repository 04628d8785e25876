package org.cornu.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cornu.Predictor;
import org.cornu.config.Arguments;
import org.cornu.data.PartSpec;

/**
 * A stored model that answers to the rows of data frames. Each executor loads it once, into a
 * {@link Predictor} that all its tasks share, and that stays until one of another model is asked
 * for.
 *
 * <pre>{@code
 * SparkPredictor digits = SparkPredictor.load(spark, Path.of("models/model3.keras"));
 * Dataset<Row> answered = digits.predict(frame, PartSpec.floats("pixels", 28, 28, 1));
 * }</pre>
 */
public final class SparkPredictor {

  /** How an executor reads the file: as here, or with classes of your own. */
  @FunctionalInterface
  public interface Loader extends Serializable {

    /** For example {@code in -> Predictor.load(in, KerasClass.of(...))}. */
    Predictor load(InputStream in) throws IOException;
  }

  private static final String ONLY = "prediction";

  private final String key = UUID.randomUUID().toString();
  private final Broadcast<byte[]> file;
  private final Loader loader;
  private final List<String> outputs;

  private SparkPredictor(Broadcast<byte[]> file, Loader loader, List<String> outputs) {
    this.file = file;
    this.loader = loader;
    this.outputs = outputs;
  }

  /**
   * Reads a file here, and sends it to the executors when they need it.
   *
   * @param file a {@code .keras} archive or whole-model {@code .h5}, below 2 GB
   * @throws IOException if there is no such model; the message says what it lacks
   */
  public static SparkPredictor load(SparkSession spark, Path file) throws IOException {
    return load(spark, file, in -> Predictor.load(in));
  }

  /** The same of a file with layers and the like that are not Keras's. */
  public static SparkPredictor load(SparkSession spark, Path file, Loader loader)
      throws IOException {
    Objects.requireNonNull(spark, "SparkPredictor needs a session of Spark, got null");
    Objects.requireNonNull(file, "SparkPredictor needs a file, got null");
    byte[] bytes = Files.readAllBytes(file);
    try (Predictor predictor = loader.load(new ByteArrayInputStream(bytes))) {
      List<String> names = predictor.outputNames();
      return new SparkPredictor(
          JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bytes),
          loader,
          names.size() == 1 ? List.of(ONLY) : names);
    }
  }

  /**
   * The same rows, each with the answer to it: a column {@code prediction} of an array of floats,
   * in row-major order; of a net with several outputs a column for each, by its name.
   *
   * @param inputs the columns that the net reads, as in {@link SparkRows#of}; if there are several,
   *     by the names of its inputs
   * @throws IllegalArgumentException if a column is missing, or one of an answer's name is there
   */
  public Dataset<Row> predict(Dataset<Row> frame, PartSpec... inputs) {
    Objects.requireNonNull(frame, "predict needs a data frame, got null");
    List<PartSpec> parts =
        Table.requireInputs("predict", Arguments.list("predict needs columns", inputs));
    StructType schema = frame.schema();
    int[] columns = parts.stream().mapToInt(part -> schema.fieldIndex(part.name())).toArray();
    StructType answered = schema;
    for (String output : outputs) {
      if (Arrays.asList(schema.fieldNames()).contains(output)) {
        throw new IllegalArgumentException(
            "predict needs a data frame without a column \"%s\", got one; rename it"
                .formatted(output));
      }
      answered = answered.add(output, DataTypes.createArrayType(DataTypes.FloatType, false), false);
    }
    String own = key;
    Broadcast<byte[]> bytes = file;
    Loader how = loader;
    MapPartitionsFunction<Row, Row> answers =
        rows -> new AnsweredRows(rows, parts, columns, Predictors.take(own, bytes, how));
    return frame.mapPartitions(answers, Encoders.row(answered));
  }
}
