package org.cornu.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.feed.Batch;
import org.cornu.goldens.Tensors;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Variable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** The graph of a compiled net in a session of its own, with nothing of a training around it. */
public final class StepRun implements AutoCloseable {

  private final Graph graph = new Graph();
  private final CompiledNet compiled;
  private final TrainGraph train;
  private final Session session;

  /** Builds it, with these weights, and an optimizer before its first step. */
  public StepRun(CompiledNet compiled, Map<String, FloatNdArray> weights) {
    this.compiled = compiled;
    this.train = TrainGraph.build(GraphOps.of(graph), compiled);
    this.session = new Session(graph);
    train.state().weights().forEach((path, variable) -> set(variable, weights.get(path)));
    session.runner().addTarget(train.state().clear()).run().close();
    train
        .state()
        .setRate()
        .ifPresent(
            rate ->
                set(
                    rate,
                    NdArrays.scalarOf(
                        (float) compiled.how().optimizer().options().learningRate().after(0))));
  }

  private void set(Variable<TFloat32> variable, FloatNdArray value) {
    try (TFloat32 tensor = TFloat32.tensorOf(value)) {
      session.runner().feed(variable.fed(), tensor).addTarget(variable.assign()).run().close();
    }
  }

  /** What the net makes of samples, one for each output. */
  public List<FloatNdArray> predictions(List<FloatNdArray> x) {
    return fetch(x, List.of(), train.outputs(), false);
  }

  /** Takes a step; its figures before the update, by their names. */
  public Map<String, Double> step(List<FloatNdArray> x, List<FloatNdArray> y) {
    FloatNdArray sums = fetch(x, y, List.of(train.train().sums()), true).get(0);
    double count = x.get(0).shape().get(0);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("loss", sums.getFloat(0) / count);
    List<Figure> all = Figure.of(compiled.net(), compiled.how());
    int next = 1;
    for (int i = 0; i < all.size(); i++) {
      double[] own = new double[train.train().sizes().get(i)];
      for (int j = 0; j < own.length; j++) {
        own[j] = sums.getFloat(next++);
      }
      figures.put(
          all.get(i).name(), all.get(i).metric().map(m -> m.result(own)).orElse(own[0] / count));
    }
    return figures;
  }

  /** The weights now, by their paths. */
  public Map<String, FloatNdArray> weights() {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    List<Operand<? extends TType>> reads = new ArrayList<>();
    train.state().weights().values().forEach(each -> reads.add(each.value()));
    List<FloatNdArray> values = fetch(List.of(), List.of(), reads, false);
    train.state().weights().keySet().forEach(path -> weights.put(path, values.get(weights.size())));
    return weights;
  }

  private List<FloatNdArray> fetch(
      List<FloatNdArray> x,
      List<FloatNdArray> y,
      List<? extends Operand<? extends TType>> fetches,
      boolean step) {
    List<Batch.Feature> features = new ArrayList<>();
    x.forEach(each -> features.add(new Batch.Feature(TFloat32.tensorOf(each), false)));
    List<Batch.Target> targets = new ArrayList<>();
    for (int i = 0; i < y.size(); i++) {
      boolean ids = train.inputs().targets().get(i).ids().isPresent();
      TType values = ids ? ids(y.get(i)) : TFloat32.tensorOf(y.get(i));
      targets.add(new Batch.Target(values, Optional.empty()));
    }
    Batch.Share all = new Batch.Share(features, targets, Optional.empty(), Optional.empty());
    try (Batch batch = new Batch(List.of(all), 0)) {
      Runner runner = session.runner();
      fetches.forEach(runner::fetch);
      if (step) {
        runner.addTarget(train.step());
      }
      return batch.run(runner, List.of(train.inputs()), StepRun::values);
    }
  }

  private static List<FloatNdArray> values(Runner runner) {
    List<FloatNdArray> values = new ArrayList<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < result.size(); i++) {
        TFloat32 value = (TFloat32) result.get(i);
        values.add(Tensors.of(value.shape(), Tensors.floats(value)));
      }
    }
    return values;
  }

  /** The places of the ones in rows of zeros and a one. */
  private static TInt32 ids(FloatNdArray rows) {
    float[] values = Tensors.floats(rows);
    int width = Math.toIntExact(rows.shape().get(1));
    int[] ids = new int[values.length / width];
    for (int i = 0; i < values.length; i++) {
      if (values[i] == 1) {
        ids[i / width] = i % width;
      }
    }
    return TInt32.vectorOf(ids);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
