package org.cornu.server;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.cornu.serving.LoadedModel;
import org.tensorflow.Result;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.types.family.TType;

/** Computes what several requests ask of one signature, and tells each its part. */
final class BatchRun {

  private static final System.Logger LOG = System.getLogger("org.cornu.server");

  private final LoadedModel model;
  private final int maxBatch;
  private final ModelMeter meter;

  BatchRun(LoadedModel model, int maxBatch, ModelMeter meter) {
    this.model = model;
    this.maxBatch = maxBatch;
    this.meter = meter;
  }

  /** Tells every one of them, whatever happens. */
  void run(List<Pending> asked) {
    List<Pending> batch = asked.stream().filter(each -> !each.isDone()).toList();
    if (batch.isEmpty()) {
      return;
    }
    List<Column> outputs;
    try {
      outputs = outputs(batch);
    } catch (RuntimeException | Error e) {
      refuse(batch, e);
      return;
    }
    int from = 0;
    for (Pending each : batch) {
      each.answer(outputs, from);
      from += each.request().rows();
    }
  }

  /** Where one of several is to blame, the others get their answers. */
  private void refuse(List<Pending> batch, Throwable failure) {
    if (batch.size() > 1) {
      batch.forEach(each -> run(List.of(each)));
      return;
    }
    if (failure instanceof TFInvalidArgumentException || failure instanceof TFOutOfRangeException) {
      batch.get(0).fail(Refusal.badRequest("%s", firstLine(failure.getMessage())));
      return;
    }
    LOG.log(Level.ERROR, "a model could not be asked", failure);
    batch
        .get(0)
        .fail(
            new Refusal(
                failure instanceof TFResourceExhaustedException
                    ? Refusal.UNAVAILABLE
                    : Refusal.FAILED,
                "the model could not be asked: " + failure));
  }

  private static String firstLine(String text) {
    return text == null ? "the model could not be asked" : text.strip().split("\\R", 2)[0];
  }

  private List<Column> outputs(List<Pending> batch) {
    int rows = batch.stream().mapToInt(each -> each.request().rows()).sum();
    List<Column> inputs = new ArrayList<>();
    for (int i = 0; i < model.fed().size(); i++) {
      int input = i;
      inputs.add(
          Column.joined(
              batch.stream().map(each -> each.request().columns().get(input)).toList(), rows));
    }
    if (rows <= maxBatch) {
      return outputs(inputs, 0, rows);
    }
    List<List<Column>> parts = new ArrayList<>();
    for (int from = 0; from < rows; from += maxBatch) {
      parts.add(outputs(inputs, from, Math.min(from + maxBatch, rows)));
    }
    List<Column> joined = new ArrayList<>();
    for (int i = 0; i < model.fetched().size(); i++) {
      int output = i;
      joined.add(Column.joined(parts.stream().map(part -> part.get(output)).toList(), rows));
    }
    return joined;
  }

  private List<Column> outputs(List<Column> inputs, int from, int to) {
    List<TType> fed = new ArrayList<>();
    long begin = System.nanoTime();
    try {
      inputs.forEach(input -> fed.add(input.tensor(from, to)));
      List<Column> outputs = new ArrayList<>();
      try (Result result = model.run(fed)) {
        for (int i = 0; i < model.fetched().size(); i++) {
          outputs.add(Column.of((TType) result.get(i)));
        }
      }
      if (outputs.stream().anyMatch(each -> each.rows() != to - from)) {
        throw new IllegalStateException(
            "needs outputs of %d samples, got %s"
                .formatted(to - from, outputs.stream().map(Column::rows).toList()));
      }
      return outputs;
    } finally {
      fed.forEach(TType::close);
      meter.ran(to - from, System.nanoTime() - begin);
    }
  }
}
