package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cornu.device.Device;
import org.cornu.graph.GraphOps;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Subgraph;
import org.cornu.ops.FastPath;
import org.cornu.ops.Reshaping;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** The run of one cell over sequences. */
final class Sequences {

  private final LayerScope scope;
  private final Ops tf;
  private final Cell cell;
  private final RecurrentOptions options;
  private final boolean unrolls;
  private final CellStep step;

  private Sequences(LayerScope scope, Cell cell, RecurrentOptions options, Shape sequence) {
    this.scope = scope.part(RecurrentLayer.CELL);
    this.tf = scope.tf();
    this.cell = cell;
    this.options = options;
    this.unrolls = options.unroll() && sequence.get(0) != Shape.UNKNOWN_SIZE;
    boolean zeroes = options.zeroOutputForMask() && !options.unroll();
    this.step = new CellStep(cell, sequence.tail(), scope.mask().isPresent(), zeroes);
  }

  /**
   * Emits it.
   *
   * @param inputs sequences, (batch, steps, ...), and if wanted the states with which they begin
   * @return the last output, or those of all steps, (batch, steps, ...); and the last states
   */
  static Cell.Next run(
      LayerScope scope,
      Cell cell,
      RecurrentOptions options,
      List<? extends Operand<? extends TType>> inputs) {
    Operand<TFloat32> x = scope.floats(inputs.get(0));
    Sequences run = new Sequences(scope, cell, options, x.shape().tail());
    Batch batch = run.batch(x, scope, inputs);
    return run.goesInHalves()
        ? Batch.joined(run.tf, batch.halves(run.tf).stream().map(run::given).toList())
        : run.given(batch);
  }

  /** A GPU would wait for twice as many small ops. */
  private boolean goesInHalves() {
    return !unrolls && cell.goesInHalves() && FastPath.HALF_BATCHES.on() && !Device.hasGpu();
  }

  private Batch batch(
      Operand<TFloat32> x, LayerScope layer, List<? extends Operand<? extends TType>> inputs) {
    List<Operand<TFloat32>> sequences = new ArrayList<>(List.of(x));
    layer.mask().ifPresent(mask -> sequences.add(tf.dtypes.cast(mask, TFloat32.class)));
    Operand<TInt32> samples = Reshaping.size(tf, x, 0);
    return new Batch(
        sequences,
        States.first(layer, inputs, samples, cell.stateShapes(step.value())),
        scope.training() ? cell.drawn(scope, samples, step.value()) : Map.of());
  }

  /** (batch, steps, ...) to (steps, batch, ...). */
  private Operand<TFloat32> stepsFirst(Operand<TFloat32> x) {
    int axes = x.shape().numDimensions();
    int[] order = new int[axes];
    for (int axis = 0; axis < axes; axis++) {
      order[axis] = axis < 2 ? 1 - axis : axis;
    }
    return tf.linalg.transpose(x, tf.constant(order));
  }

  /** The same the other way, of as many steps as were read. */
  private Operand<TFloat32> samplesFirst(Operand<TFloat32> y, Operand<TFloat32> x) {
    Shape steps = Shape.of(Shape.UNKNOWN_SIZE, x.shape().get(0));
    Operand<TFloat32> turned = stepsFirst(y);
    return Reshaping.like(
        tf, turned, turned, steps.append(cell.outputShape(step.value())).asArray());
  }

  private Operand<TFloat32> backwards(Operand<TFloat32> x) {
    return options.goBackwards() ? tf.reverse(x, tf.constant(new int[] {0})) : x;
  }

  private Cell.Next given(Batch batch) {
    List<Operand<TFloat32>> sequences = new ArrayList<>();
    batch.sequences().forEach(each -> sequences.add(stepsFirst(each)));
    Operand<TFloat32> x = sequences.get(0);
    sequences.set(0, cell.ahead(scope, x, batch.drawn()));
    sequences.replaceAll(this::backwards);
    List<Operand<TFloat32>> carried = new ArrayList<>(batch.first());
    Operand<TInt32> output = States.shape(tf, batch.samples(tf), cell.outputShape(step.value()));
    if (step.carriesOutput()) {
      carried.add(tf.zeros(output, TFloat32.class));
    }
    Cell.Next given =
        unrolls
            ? unrolled(carried, sequences, batch.drawn())
            : looped(carried, sequences, batch.drawn(), output);
    Operand<TFloat32> zeroed = zeroed(given.output(), batch, sequences);
    Operand<TFloat32> y = options.returnSequences() ? samplesFirst(zeroed, x) : zeroed;
    return new Cell.Next(y, given.states().subList(0, batch.first().size()));
  }

  /**
   * With 0 for steps that do not count, if so wanted of unrolled ones: as in Keras, which then
   * turns the mask for the last output alone.
   */
  private Operand<TFloat32> zeroed(
      Operand<TFloat32> y, Batch batch, List<Operand<TFloat32>> sequences) {
    if (!step.masked() || !options.unroll() || !options.zeroOutputForMask()) {
      return y;
    }
    Operand<TInt32> first = tf.constant(0);
    Operand<TInt32> last = tf.math.sub(Reshaping.size(tf, sequences.get(1), 0), tf.constant(1));
    Operand<TFloat32> counts =
        options.returnSequences()
            ? stepsFirst(batch.sequences().get(1))
            : tf.gather(sequences.get(1), last, first);
    return CellStep.where(tf, counts, y, tf.zerosLike(y));
  }

  private Cell.Next looped(
      List<Operand<TFloat32>> first,
      List<Operand<TFloat32>> sequences,
      Map<String, Operand<TFloat32>> drawn,
      Operand<TInt32> output) {
    Subgraph subgraph = Subgraph.of(scope);
    Map<String, Operand<TFloat32>> weights = subgraph.weights();
    List<Operand<TFloat32>> kernel = new ArrayList<>();
    cell.stateKernel(drawn)
        .filter(name -> subgraph.isFloat32())
        .ifPresent(name -> kernel.add(weights.get(name)));
    weights.keySet().retainAll(read(subgraph, weights, first, sequences, drawn, kernel));
    List<Operand<TFloat32>> constants = new ArrayList<>(drawn.values());
    constants.addAll(weights.values());
    Loop.Step body =
        (ops, now, product) -> {
          int drawings = drawn.size();
          List<Operand<TFloat32>> there = now.constants();
          LayerScope inside =
              subgraph.inside(ops, named(weights.keySet(), there.subList(drawings, there.size())));
          Cell.Next given =
              step.of(
                  inside,
                  now.sequences(),
                  now.states(),
                  named(drawn.keySet(), there.subList(0, drawings)),
                  product);
          Subgraph.requireNothingLost(inside);
          return given;
        };
    return new Loop(subgraph, body, options.returnSequences())
        .run(new Loop.Read(first, sequences, constants, kernel), output);
  }

  /** The weights that a step reads, seen in a graph that is thrown away. */
  private Set<String> read(
      Subgraph subgraph,
      Map<String, Operand<TFloat32>> weights,
      List<Operand<TFloat32>> states,
      List<Operand<TFloat32>> sequences,
      Map<String, Operand<TFloat32>> drawn,
      List<Operand<TFloat32>> kernel) {
    try (Graph graph = new Graph()) {
      Ops ops = GraphOps.of(graph);
      LayerScope inside =
          subgraph.inside(ops, named(weights.keySet(), like(ops, weights.values(), 0)));
      List<Operand<TFloat32>> carried = like(ops, states, 0);
      Optional<Operand<TFloat32>> product =
          kernel.stream()
              .findFirst()
              .map(each -> ops.linalg.matMul(carried.get(0), like(ops, kernel, 0).get(0)));
      step.of(
          inside,
          like(ops, sequences, 1),
          carried,
          named(drawn.keySet(), like(ops, drawn.values(), 0)),
          product);
      return Subgraph.read(inside);
    }
  }

  /** Something of the same shapes in another graph, without so many axes in front. */
  private static List<Operand<TFloat32>> like(
      Ops ops, Collection<Operand<TFloat32>> operands, int without) {
    List<Operand<TFloat32>> like = new ArrayList<>();
    for (Operand<TFloat32> each : operands) {
      Shape shape = without == 0 ? each.shape() : each.shape().tail();
      like.add(ops.placeholder(TFloat32.class, Placeholder.shape(shape)));
    }
    return like;
  }

  private static Map<String, Operand<TFloat32>> named(
      Set<String> names, List<Operand<TFloat32>> operands) {
    Map<String, Operand<TFloat32>> named = new LinkedHashMap<>();
    names.forEach(name -> named.put(name, operands.get(named.size())));
    return named;
  }

  private Cell.Next unrolled(
      List<Operand<TFloat32>> first,
      List<Operand<TFloat32>> sequences,
      Map<String, Operand<TFloat32>> drawn) {
    int steps = Math.toIntExact(sequences.get(0).shape().get(0));
    List<List<Operand<TFloat32>>> values = new ArrayList<>();
    sequences.forEach(each -> values.add(new ArrayList<>(tf.unstack(each, (long) steps).output())));
    Subgraph subgraph = Subgraph.of(scope);
    LayerScope inside = subgraph.inside(tf, subgraph.weights());
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    List<Operand<TFloat32>> before = first;
    for (int i = 0; i < steps; i++) {
      int place = i;
      List<Operand<TFloat32>> now = values.stream().map(each -> each.get(place)).toList();
      Cell.Next given = step.of(inside, now, before, drawn, Optional.empty());
      Subgraph.requireNothingLost(inside);
      outputs.add(given.output());
      before = given.states();
    }
    Operand<TFloat32> output =
        options.returnSequences() ? tf.stack(outputs) : outputs.get(steps - 1);
    return new Cell.Next(output, before);
  }
}
