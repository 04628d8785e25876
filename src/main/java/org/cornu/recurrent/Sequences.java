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
import org.cornu.layers.Shapes;
import org.cornu.ops.FastPath;
import org.cornu.ops.Reshaping;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** The run of one cell over sequences. */
final class Sequences {

  private final LayerScope scope;
  private final Ops tf;
  private final Cell cell;
  private final RecurrentOptions options;
  private final Shape value; // of a step
  private final int states;
  private final boolean masked;

  private Sequences(LayerScope scope, Cell cell, RecurrentOptions options, Shape value) {
    this.scope = scope.part(RecurrentLayer.CELL);
    this.tf = scope.tf();
    this.cell = cell;
    this.options = options;
    this.value = value;
    this.states = cell.stateShapes(value).size();
    this.masked = scope.mask().isPresent();
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
    Sequences run = new Sequences(scope, cell, options, x.shape().tail().tail());
    Batch batch = run.batch(x, scope, inputs);
    return run.goesInHalves(batch)
        ? Batch.joined(run.tf, batch.halves(run.tf).stream().map(run::given).toList())
        : run.given(batch);
  }

  /** A GPU would wait for twice as many small ops. */
  private boolean goesInHalves(Batch batch) {
    boolean loops = Subgraph.of(scope).isDerived() && !isUnrolled(batch);
    return loops && cell.goesInHalves() && FastPath.HALF_BATCHES.on() && !Device.hasGpu();
  }

  private boolean isUnrolled(Batch batch) {
    return options.unroll() && batch.sequences().get(0).shape().get(1) != Shape.UNKNOWN_SIZE;
  }

  private Batch batch(
      Operand<TFloat32> x, LayerScope layer, List<? extends Operand<? extends TType>> inputs) {
    List<Operand<TFloat32>> sequences = new ArrayList<>(List.of(x));
    layer.mask().ifPresent(mask -> sequences.add(tf.dtypes.cast(mask, TFloat32.class)));
    Operand<TInt32> samples = Reshaping.size(tf, x, 0);
    return new Batch(
        sequences,
        States.first(layer, inputs, samples, cell.stateShapes(value)),
        scope.training() ? cell.drawn(scope, samples, value) : Map.of());
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
    return Reshaping.like(tf, turned, turned, steps.append(cell.outputShape(value)).asArray());
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
    Operand<TInt32> output = States.shape(tf, batch.samples(tf), cell.outputShape(value));
    if (masked && !options.zeroOutputForMask()) {
      carried.add(tf.zeros(output, TFloat32.class));
    }
    Loop.Given given =
        isUnrolled(batch)
            ? unrolled(carried, sequences, batch.drawn())
            : looped(carried, sequences, batch.drawn(), output);
    Operand<TFloat32> y =
        options.returnSequences() ? samplesFirst(given.output(), x) : given.output();
    return new Cell.Next(y, given.states().subList(0, states));
  }

  private Loop.Given looped(
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
    Loop.Step step =
        (ops, now, product) -> {
          int drawings = drawn.size();
          List<Operand<TFloat32>> there = now.constants();
          LayerScope inside =
              subgraph.inside(ops, named(weights.keySet(), there.subList(drawings, there.size())));
          Loop.Given given =
              step(
                  inside,
                  now.sequences(),
                  now.states(),
                  named(drawn.keySet(), there.subList(0, drawings)),
                  product);
          Subgraph.requireNothingLost(inside);
          return given;
        };
    return new Loop(subgraph, step, options.returnSequences())
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
      step(
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

  private Loop.Given unrolled(
      List<Operand<TFloat32>> first,
      List<Operand<TFloat32>> sequences,
      Map<String, Operand<TFloat32>> drawn) {
    long steps = sequences.get(0).shape().get(0);
    List<List<Operand<TFloat32>>> values = new ArrayList<>();
    for (Operand<TFloat32> sequence : sequences) {
      values.add(new ArrayList<>(tf.unstack(sequence, steps).output()));
    }
    Subgraph subgraph = Subgraph.of(scope);
    LayerScope inside = subgraph.inside(tf, subgraph.weights());
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    List<Operand<TFloat32>> before = first;
    for (int i = 0; i < steps; i++) {
      int place = i;
      List<Operand<TFloat32>> now = new ArrayList<>();
      values.forEach(each -> now.add(each.get(place)));
      Loop.Given given = step(inside, now, before, drawn, Optional.empty());
      Subgraph.requireNothingLost(inside);
      outputs.add(given.output());
      before = given.states();
    }
    Operand<TFloat32> output =
        options.returnSequences() ? tf.stack(outputs) : outputs.get(outputs.size() - 1);
    return new Loop.Given(output, before);
  }

  /** A step of the cell, which a mask may leave out. */
  private Loop.Given step(
      LayerScope in,
      List<Operand<TFloat32>> now,
      List<Operand<TFloat32>> carried,
      Map<String, Operand<TFloat32>> drawn,
      Optional<Operand<TFloat32>> product) {
    Ops ops = in.tf();
    List<Operand<TFloat32>> before = carried.subList(0, states);
    Cell.Next next = cell.step(in, new Cell.Now(now.get(0), before, drawn, product));
    requireDeclared(next);
    if (!masked) {
      return new Loop.Given(next.output(), next.states());
    }
    Operand<TFloat32> counts = now.get(1);
    List<Operand<TFloat32>> after = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      after.add(where(ops, counts, next.states().get(i), before.get(i)));
    }
    boolean zero = options.zeroOutputForMask();
    Operand<TFloat32> otherwise = zero ? ops.zerosLike(next.output()) : carried.get(states);
    Operand<TFloat32> output = where(ops, counts, next.output(), otherwise);
    if (!zero) {
      after.add(output);
    }
    return new Loop.Given(output, after);
  }

  private void requireDeclared(Cell.Next next) {
    List<Shape> declared = cell.stateShapes(value);
    if (next.states().size() != states) {
      throw new IllegalStateException(
          "%s declares %d states, its step gives %d; give all in stateShapes, and each after the step"
              .formatted(cell.className(), states, next.states().size()));
    }
    for (int i = 0; i < states; i++) {
      requireDeclared("state " + i, "stateShapes", declared.get(i), next.states().get(i));
    }
    requireDeclared("an output", "outputShape", cell.outputShape(value), next.output());
  }

  private void requireDeclared(String what, String where, Shape declared, Operand<TFloat32> given) {
    Shape shape = given.shape();
    boolean fits =
        shape.isUnknown() || shape.numDimensions() > 0 && shape.tail().isCompatibleWith(declared);
    if (!fits) {
      throw new IllegalStateException(
          "%s declares %s of %s, its step gives %s, the batch first; override %s"
              .formatted(cell.className(), what, Shapes.text(declared), Shapes.text(shape), where));
    }
  }

  /** By samples, or by places within them if the mask has such. */
  private static Operand<TFloat32> where(
      Ops tf, Operand<TFloat32> counts, Operand<TFloat32> y, Operand<TFloat32> otherwise) {
    Operand<TBool> holds = tf.math.greater(counts, tf.constant(0f));
    for (int axes = counts.shape().numDimensions(); axes < y.shape().numDimensions(); axes++) {
      holds = tf.expandDims(holds, tf.constant(-1));
    }
    return tf.select(holds, y, otherwise);
  }
}
