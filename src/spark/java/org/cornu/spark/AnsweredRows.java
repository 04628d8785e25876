package org.cornu.spark;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.cornu.Predictor;
import org.cornu.data.Dataset;
import org.cornu.data.PartSpec;

/** The rows of a partition, each with the answers to it; they are asked for in blocks. */
final class AnsweredRows implements Iterator<Row> {

  private final Iterator<Row> rows;
  private final List<PartSpec> parts;
  private final int[] columns;
  private final Predictor predictor;
  private Iterator<Row> block = Collections.emptyIterator();

  AnsweredRows(Iterator<Row> rows, List<PartSpec> parts, int[] columns, Predictor predictor) {
    this.rows = rows;
    this.parts = parts;
    this.columns = columns;
    this.predictor = predictor;
  }

  @Override
  public boolean hasNext() {
    return block.hasNext() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (!block.hasNext()) {
      block = answered(Block.next(rows, parts)).iterator();
    }
    return block.next();
  }

  private List<Row> answered(List<Row> some) {
    Table table = Table.of(parts, List.of(), List.of(Block.of(some, parts, columns)));
    Collection<float[][]> answers = predictor.predictByOutput(Dataset.of(table)).values();
    Row[] made = new Row[some.size()];
    Arrays.setAll(made, i -> with(some.get(i), answers, i));
    return Arrays.asList(made);
  }

  private static Row with(Row row, Collection<float[][]> answers, int place) {
    Object[] cells = new Object[row.size() + answers.size()];
    int at = 0;
    while (at < row.size()) {
      cells[at] = row.get(at++);
    }
    for (float[][] each : answers) {
      cells[at++] = each[place];
    }
    return RowFactory.create(cells);
  }
}
