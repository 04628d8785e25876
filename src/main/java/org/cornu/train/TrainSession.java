package org.cornu.train;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.cornu.device.NativeLibrary;
import org.cornu.distribute.Strategy;
import org.cornu.feed.Batch;
import org.cornu.feed.Inputs;
import org.cornu.graph.GraphOps;
import org.cornu.net.NetStates;
import org.cornu.optimizers.LearningRate;
import org.cornu.random.Seed;
import org.cornu.saving.Compiled;
import org.cornu.saving.KerasModel;
import org.cornu.saving.NativeMemory;
import org.cornu.saving.TrainingProgress;
import org.cornu.saving.TrainingState;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.cornu.step.Figure;
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
 * A compiled net in native memory: its graph, and the session that holds its variables. Whoever
 * uses it from several threads guards it, see {@link org.cornu.device.Guarded}.
 */
public final class TrainSession implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.cornu");

  private final CompiledNet compiled;
  private final Graph graph;
  private final Session session;
  private final Strategy strategy;
  private final List<TrainGraph> replicas;
  private final TrainGraph handles; // the first of them
  private final Variables variables;
  private final StateValues states;
  private final Executions executions;
  private final Trace trace = new Trace();
  private int epochs;
  private List<String> classNames = List.of();

  /** Builds the graph and draws the weights. */
  public TrainSession(CompiledNet compiled, Strategy strategy) {
    this(compiled, strategy, Optional.empty());
  }

  private TrainSession(
      CompiledNet compiled, Strategy strategy, Optional<Map<String, FloatNdArray>> weights) {
    Doubts.of(compiled.net())
        .forEach(doubt -> LOG.log(Level.WARNING, "{0}: {1}", compiled.name(), doubt));
    this.compiled = compiled;
    this.strategy = strategy;
    this.graph = NativeLibrary.graph();
    Session opened = null;
    try {
      Ops tf = GraphOps.of(graph);
      this.replicas = Replicas.build(tf, compiled, strategy);
      this.handles = replicas.get(0);
      opened = strategy.open(graph);
      this.session = opened;
      this.variables = new Variables(compiled.net(), handles.state(), opened);
      this.states = new StateValues(NetStates.of(compiled.net()), handles.state().states(), opened);
      this.executions =
          new Executions(tf, compiled, handles, opened, each -> trace.run(each, strategy));
      LearningRate rate = compiled.how().optimizer().options().learningRate();
      weights.ifPresentOrElse(
          given -> variables.start(given, rate), () -> variables.start(compiled.seed(), rate));
      states.reset();
    } catch (RuntimeException | Error e) {
      if (opened != null) {
        opened.close();
      }
      graph.close();
      throw e;
    }
  }

  /**
   * Takes up what a file holds of a compiled model.
   *
   * @param seed from the file, or another
   */
  public static TrainSession of(KerasModel stored, Seed seed) {
    Compiled compiled = stored.compiled().orElseThrow();
    Compilation how =
        new Compilation(compiled.optimizer(), compiled.objectives(), compiled.stepsPerExecution());
    CompiledNet net = new CompiledNet(stored.name(), stored.net(), seed, how);
    TrainSession session =
        new TrainSession(net, Strategy.ONE_DEVICE, Optional.of(stored.weights()));
    try {
      compiled.state().ifPresent(session.variables::restore);
      session.epochs(stored.progress().epochs());
      session.classNames(stored.progress().classNames());
      return session;
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** What the graph was built from. */
  public CompiledNet compiled() {
    return compiled;
  }

  /** Weights, and what the optimizer keeps. */
  public Variables variables() {
    return variables;
  }

  /** What layers keep from batch to batch. */
  public StateValues states() {
    return states;
  }

  /** How many epochs the model was trained for. */
  public int epochs() {
    return epochs;
  }

  /** Takes up that number. */
  public void epochs(int epochs) {
    this.epochs = epochs;
  }

  /** The names of the classes that it was trained on; empty if they had none. */
  public List<String> classNames() {
    return classNames;
  }

  /** Takes up those names. */
  public void classNames(List<String> names) {
    this.classNames = List.copyOf(names);
  }

  /** Takes up weights of a file, and what their classes are called. */
  public void takeWeights(TrainingState read) {
    variables.takeWeights(read.weights());
    if (!read.progress().classNames().isEmpty()) {
      classNames(read.progress().classNames());
    }
  }

  /** The model as files hold it, to be closed: its arrays are in native memory. */
  public KerasModel stored() {
    return stored(progress());
  }

  /** The model without what it was compiled with, to be asked; it is to be closed too. */
  public KerasModel trained() {
    return stored(progress(), memory -> Optional.empty());
  }

  private TrainingProgress progress() {
    return new TrainingProgress(OptionalLong.of(compiled.seed().value()), epochs, classNames);
  }

  /** The model with what a run needs to go on. */
  KerasModel stored(TrainingProgress progress) {
    Compilation how = compiled.how();
    return stored(
        progress,
        memory ->
            Optional.of(
                new Compiled(
                    how.optimizer(),
                    how.objectives(),
                    how.stepsPerExecution(),
                    Optional.of(variables.optimizerState(memory)))));
  }

  private KerasModel stored(
      TrainingProgress progress, Function<NativeMemory, Optional<Compiled>> how) {
    NativeMemory memory = new NativeMemory();
    try {
      return new KerasModel(
          compiled.name(),
          compiled.net(),
          variables.weights(memory),
          how.apply(memory),
          Optional.empty(),
          progress,
          List.of(),
          memory);
    } catch (RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }

  /** Sums that take what {@link #train} and {@link #test} measure. */
  Sums sums() {
    return new Sums(Figure.of(compiled.net(), compiled.how()), handles.test().sizes());
  }

  /** The graph, with the inference half. */
  GraphDef graph() {
    return graph.toGraphDef();
  }

  /** What has the next execution traced. */
  Trace trace() {
    return trace;
  }

  /**
   * Takes one step, and adds what it measured before its update.
   *
   * @param wish that other processes hear of, 0 for none
   * @return the wishes of all
   */
  float train(Batch batch, Sums sums, float wish) {
    Runner runner = session.runner().fetch(handles.train().sums());
    replicas.forEach(each -> runner.addTarget(each.step()));
    try (TFloat32 told = TFloat32.vectorOf(wish)) {
      if (wish != 0) {
        runner.feed(handles.inputs().wish().orElseThrow(), told);
      }
      return add(batch.run(runner, inputs(), each -> trace.run(each, strategy)), batch, sums);
    }
  }

  /** What takes several steps at once. */
  Executions executions() {
    return executions;
  }

  /** Measures a batch with the inference half. */
  void test(Batch batch, Sums sums) {
    Runner runner = session.runner().fetch(handles.test().sums());
    replicas.forEach(each -> runner.addTarget(each.test().sums()));
    runner.setOptions(strategy.options());
    add(batch.run(runner, inputs(), strategy::run), batch, sums);
  }

  /** The net's outputs for a batch: one row a sample. The caller closes the result. */
  public Result predict(Batch batch) {
    Runner runner = session.runner();
    handles.outputs().forEach(runner::fetch);
    return batch.run(runner, inputs(), Runner::run);
  }

  private List<Inputs> inputs() {
    return replicas.stream().map(TrainGraph::inputs).toList();
  }

  /** Where the net is trained. */
  Strategy strategy() {
    return strategy;
  }

  private static float add(Result result, Batch batch, Sums sums) {
    try (result) {
      return sums.add((TFloat32) result.get(0), batch.size());
    }
  }

  /**
   * The same net and weights compiled in another way, with as many steps an execution; this one
   * stays open.
   */
  public TrainSession recompiled(Compilation other) {
    Compilation how = other.stepsPerExecution(compiled.how().stepsPerExecution());
    try (NativeMemory memory = new NativeMemory()) {
      Map<String, FloatNdArray> weights = variables.weights(memory);
      TrainSession next = new TrainSession(compiled.with(how), strategy, Optional.of(weights));
      next.states.set(states.copies());
      next.epochs(epochs);
      next.classNames(classNames);
      return next;
    }
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
