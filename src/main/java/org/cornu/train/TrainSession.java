package org.cornu.train;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.cornu.device.Access;
import org.cornu.device.Device;
import org.cornu.device.Processor;
import org.cornu.device.Sessions;
import org.cornu.feed.Batch;
import org.cornu.graph.DTypePolicy;
import org.cornu.net.Net;
import org.cornu.optimizers.OptimizerState;
import org.cornu.random.Seed;
import org.cornu.saving.Compiled;
import org.cornu.saving.KerasArchive;
import org.cornu.saving.KerasModel;
import org.cornu.saving.Progress;
import org.cornu.step.Compilation;
import org.cornu.step.TrainGraph;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * A compiled net in native memory: its graph, and the session that holds its variables. Several
 * threads may use it: whoever reads, reads what some finished step left.
 */
public final class TrainSession implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.cornu");

  private final String name;
  private final Net net;
  private final Seed seed;
  private final Compilation how;
  private final Access access;
  private final Graph graph;
  private final Session session;
  private final TrainGraph handles;
  private final Values values;
  private final Trace trace = new Trace();
  private volatile int epochs;

  /**
   * Builds the graph and draws the weights.
   *
   * @param access to the model, whose owner closes it
   */
  public TrainSession(String name, Net net, Seed seed, Compilation how, Access access) {
    how.check(net);
    if (net.nodes().stream().anyMatch(node -> node.policy() == DTypePolicy.MIXED_BFLOAT16)) {
      objection().ifPresent(why -> LOG.log(Level.WARNING, "{0}: {1}", name, why));
    }
    this.name = name;
    this.seed = seed;
    this.net = net;
    this.how = how;
    this.access = access;
    this.graph = new Graph();
    Session opened = null;
    try {
      this.handles = TrainGraph.build(Ops.create(graph), net, seed, how);
      opened = Sessions.open(graph);
      this.session = opened;
      this.values = new Values(net, handles.state(), opened);
      values.start(seed, how.optimizer().options().learningRate());
    } catch (RuntimeException | Error e) {
      if (opened != null) {
        opened.close();
      }
      graph.close();
      throw e;
    }
  }

  /** Nobody can tell of a GPU, or of a processor that Linux does not describe. */
  private static Optional<String> objection() {
    return Device.hasGpu()
        ? Optional.empty()
        : Processor.here().flatMap(Processor::objectionToBfloat16);
  }

  /** The model's name. */
  public String name() {
    return name;
  }

  /** What weights, shuffles and masks are drawn from. */
  public Seed seed() {
    return seed;
  }

  /** How many epochs the model was trained for. */
  public int epochs() {
    return epochs;
  }

  /** Takes up that number. */
  public void epochs(int epochs) {
    this.epochs = epochs;
  }

  /**
   * Checks that the model can be written.
   *
   * @throws IOException if a part of it does not say how it is written
   */
  void requireWritable() throws IOException {
    KerasArchive.requireWritable(
        name, net, new Compiled(how.optimizer(), how.loss(), how.metrics(), Optional.empty()));
  }

  /** The model as files hold it. */
  public KerasModel stored() {
    return stored(new Progress(OptionalLong.of(seed.value()), epochs));
  }

  /** The model with what a run needs to go on. */
  KerasModel stored(Progress progress) {
    return access.read(
        () -> {
          Compiled compiled =
              new Compiled(
                  how.optimizer(), how.loss(), how.metrics(), Optional.of(optimizerState()));
          return new KerasModel(
              name, net, weights(), Optional.of(compiled), Optional.empty(), progress);
        });
  }

  /** The net as the user wrote it. */
  public Net net() {
    return net;
  }

  /** What the net was compiled with. */
  public Compilation compilation() {
    return how;
  }

  /** Copies of all weights, by their paths, in Keras's order. */
  public Map<String, FloatNdArray> weights() {
    return access.read(values::weights);
  }

  /**
   * Sets some or all weights.
   *
   * @throws IllegalArgumentException if the net has no weight of a name, or it has another shape;
   *     nothing is set then
   */
  public void setWeights(Map<String, ? extends FloatNdArray> weights) {
    access.write(() -> values.setWeights(weights));
  }

  /** What the optimizer has come to. */
  public OptimizerState optimizerState() {
    return access.read(values::optimizerState);
  }

  /** Takes up what an optimizer of the same kind had come to over the same weights. */
  public void restore(OptimizerState saved) {
    access.write(() -> values.restore(saved));
  }

  /** How many steps were taken. */
  public long iteration() {
    return access.read(values::iteration);
  }

  /** The learning rate of the next step. */
  public double learningRate() {
    return access.read(values::learningRate);
  }

  /**
   * Sets the learning rate: finite, 0 or more.
   *
   * @throws IllegalStateException if a schedule gives it
   */
  public void learningRate(double rate) {
    access.write(() -> values.learningRate(rate));
  }

  /** Sums that take what {@link #train} and {@link #test} measure. */
  Sums sums() {
    return new Sums(how.metrics(), handles.test().sizes());
  }

  /** The graph, with the inference half. */
  GraphDef graph() {
    return access.read(graph::toGraphDef);
  }

  /** What has the next step traced. */
  Trace trace() {
    return trace;
  }

  /** Takes one step, and adds what it measured before its update. */
  void train(Batch batch, Sums sums) {
    access.write(
        () -> {
          Runner runner = session.runner().fetch(handles.train().sums()).addTarget(handles.step());
          add(trace.run(batch.feed(runner, handles.inputs())), batch, sums);
        });
  }

  /** Asks several things of the weights of one step. */
  <T> T reading(Supplier<T> questions) {
    return access.read(questions);
  }

  /** Measures a batch with the inference half, within {@link #reading}. */
  void test(Batch batch, Sums sums) {
    Runner runner = session.runner().fetch(handles.test().sums());
    add(batch.feed(runner, handles.inputs()).run(), batch, sums);
  }

  /**
   * The net's answers to a batch, within {@link #reading}: one row a sample. The caller closes the
   * result.
   */
  Result predict(Batch batch) {
    return batch.feed(session.runner().fetch(handles.output()), handles.inputs()).run();
  }

  private static void add(Result result, Batch batch, Sums sums) {
    try (result) {
      sums.add((TFloat32) result.get(0), batch.size());
    }
  }

  /** The same net and weights compiled anew, in place of this, which is closed. */
  public TrainSession recompiled(Compilation how) {
    TrainSession next = new TrainSession(name, net, seed, how, access);
    try {
      next.setWeights(weights());
      next.epochs(epochs);
    } catch (RuntimeException | Error e) {
      next.close();
      throw e;
    }
    close();
    return next;
  }

  /** Frees the native memory, within the owner's turn. */
  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
