package org.cornu.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.cornu.data.PartSpec;

/**
 * The rows of a data frame, the same ones in the same order for every worker and in every attempt:
 * the driver gathers them once, and Spark broadcasts them.
 *
 * <pre>{@code
 * SparkRows rows = SparkRows.of(frame,
 *     List.of(PartSpec.floats("pixels", 28, 28, 1)), List.of(PartSpec.classes("digit", 10)));
 * SparkWorkers.of(spark, 4).train(worker -> { Dataset data = rows.dataset(); ... });
 * }</pre>
 *
 * <p>They must fit into the memory of the driver and of each executor, and what the driver gathers
 * into {@code spark.driver.maxResultSize}. Rows lie in the order that Spark gives them: sort a
 * frame that is to train alike in another run.
 */
public final class SparkRows implements Serializable {

  private static final long serialVersionUID = 1;

  private final Broadcast<Table> table;

  private SparkRows(Broadcast<Table> table) {
    this.table = table;
  }

  /**
   * Gathers and sends columns: numbers, arrays of numbers in row-major order, or bytes. A job of
   * Spark's fails, and its cause says where, if a row lacks such numbers.
   *
   * @param inputs by the names of their columns, in the type and shape that a net reads
   * @param targets likewise; none for data to predict only
   * @throws IllegalArgumentException if there is no row
   */
  public static SparkRows of(Dataset<Row> frame, List<PartSpec> inputs, List<PartSpec> targets) {
    Objects.requireNonNull(frame, "SparkRows needs a data frame, got null");
    Objects.requireNonNull(inputs, "SparkRows needs the columns that a net reads, got null");
    Objects.requireNonNull(targets, "SparkRows needs columns of targets, or none, got null");
    Table.requireInputs("SparkRows", inputs);
    List<PartSpec> all = Stream.concat(inputs.stream(), targets.stream()).toList();
    Column[] columns = all.stream().map(SparkRows::column).toArray(Column[]::new);
    List<Block> blocks =
        frame.select(columns).javaRDD().mapPartitions(rows -> Block.each(rows, all)).collect();
    Table table = Table.of(inputs, targets, blocks);
    return new SparkRows(
        JavaSparkContext.fromSparkContext(frame.sparkSession().sparkContext()).broadcast(table));
  }

  /** A name may hold dots, which mean something else to Spark. */
  private static Column column(PartSpec part) {
    return functions.col("`" + part.name().replace("`", "``") + "`");
  }

  /** The rows as samples, in a worker or in the driver. */
  public org.cornu.data.Dataset dataset() {
    return org.cornu.data.Dataset.of(table.value());
  }
}
