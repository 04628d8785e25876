package org.cornu.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.cornu.device.Sessions;
import org.cornu.files.OutputFolder;
import org.cornu.graph.GraphOps;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.summary.SummaryWriter;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** A file of events in a folder, as TensorBoard reads them, through TensorFlow's summary ops. */
final class EventFile implements AutoCloseable {

  private static final int QUEUED_EVENTS = 1000;
  private static final int MILLIS_BETWEEN_FLUSHES = 120_000;

  private final Graph graph = new Graph();
  private final Session session = Sessions.open(graph);
  private final Operand<TInt64> step;
  private final Operand<TString> text;
  private final Operand<TFloat32> values;
  private final Op scalar;
  private final Op histogram;
  private final Op graphDef;
  private final Op flush;
  private final Op close;

  /**
   * Opens a new file.
   *
   * @throws UncheckedIOException if the folder cannot be written to
   */
  EventFile(Path folder) {
    try {
      OutputFolder.make(folder);
      Ops tf = GraphOps.of(graph);
      step = tf.placeholder(TInt64.class);
      text = tf.placeholder(TString.class);
      values = tf.placeholder(TFloat32.class);
      SummaryWriter writer = tf.summary.summaryWriter();
      scalar = tf.summary.writeScalarSummary(writer, step, text, values);
      histogram = tf.summary.writeHistogramSummary(writer, step, text, values);
      graphDef = tf.summary.writeGraphSummary(writer, step, text);
      flush = tf.summary.flushSummaryWriter(writer);
      close = tf.summary.closeSummaryWriter(writer);
      session.run(
          tf.summary.createSummaryFileWriter(
              writer,
              tf.constant(folder.toString()),
              tf.constant(QUEUED_EVENTS),
              tf.constant(MILLIS_BETWEEN_FLUSHES),
              tf.constant(".v2")));
    } catch (IOException e) {
      free();
      throw WriteFailure.of("tensorBoard", e);
    } catch (RuntimeException | Error e) {
      free();
      throw e;
    }
  }

  void scalar(String tag, double value, long step) {
    try (TFloat32 number = TFloat32.scalarOf((float) value)) {
      write(scalar, tag, number, step);
    }
  }

  /** Of an array without NaN and infinity, which TensorFlow refuses here. */
  void histogram(String tag, FloatNdArray array, long step) {
    try (TFloat32 tensor = TFloat32.tensorOf(array)) {
      write(histogram, tag, tensor, step);
    }
  }

  private void write(Op summary, String tag, TFloat32 tensor, long step) {
    try (TString name = TString.scalarOf(tag);
        TInt64 number = TInt64.scalarOf(step)) {
      Runner runner = session.runner().feed(this.step, number).feed(text, name);
      run(runner.feed(values, tensor).addTarget(summary));
    }
  }

  void graph(GraphDef definition) {
    try (TString bytes = TString.tensorOfBytes(NdArrays.scalarOfObject(definition.toByteArray()));
        TInt64 number = TInt64.scalarOf(0)) {
      run(session.runner().feed(step, number).feed(text, bytes).addTarget(graphDef));
    }
  }

  /** Brings what was written to the file, where TensorBoard sees it. */
  void flush() {
    run(session.runner().addTarget(flush));
  }

  @Override
  public void close() {
    try {
      run(session.runner().addTarget(close));
    } finally {
      free();
    }
  }

  /** TensorFlow's first line names the file and the system's reason. */
  private static void run(Runner runner) {
    try {
      runner.run().close();
    } catch (TensorFlowException e) {
      String reason = e.getMessage().lines().findFirst().orElse("").replace("; ", ": ");
      throw WriteFailure.of("tensorBoard", new IOException(reason, e));
    }
  }

  private void free() {
    session.close();
    graph.close();
  }
}
