package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cornu.graph.Derivation;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * The gradient of a {@link Loop}: a loop from the last step to the first. What flows to the kernel
 * is computed of all steps at once.
 */
final class LoopBack {

  private final Loop loop;
  private final Ops tf;
  private final Loop.Read read;
  private final List<Operand<TFloat32>> before;
  private final List<Operand<TFloat32>> products; // one, or none

  /**
   * The gradient of a loop that was run.
   *
   * @param read what it read
   * @param kept its states before each step, and the products of the first: (steps, batch, ...)
   */
  LoopBack(Loop loop, Ops tf, Loop.Read read, List<Operand<TFloat32>> kept) {
    int states = read.states().size();
    this.loop = loop;
    this.tf = tf;
    this.read = read;
    this.before = kept.subList(0, states);
    this.products = kept.subList(states, kept.size());
  }

  /** (steps, batch, size) to (steps * batch, size). */
  private Operand<TFloat32> rows(Operand<TFloat32> values) {
    return tf.reshape(values, tf.constant(new long[] {-1, values.shape().get(2)}));
  }

  /**
   * Emits it.
   *
   * @param flows the gradients of what the loop gave: of its outputs, then of its last states
   * @return those of what it read
   */
  Loop.Read run(List<Operand<TFloat32>> flows) {
    Rounds rounds = Rounds.backwards(tf, Reshaping.size(tf, before.get(0), 0));
    Rounds.Group dStates = rounds.add(flows.subList(1, flows.size()), 1);
    Rounds.Group dSequences = rounds.add(empty(read.sequences()), 2);
    Rounds.Group dConstants = rounds.add(zeros(read.constants()), 0);
    Rounds.Group dProducts = rounds.add(empty(products), 2);
    Rounds.Group states = rounds.add(before, 2);
    Rounds.Group sequences = rounds.add(read.sequences(), 2);
    Rounds.Group constants = rounds.add(read.constants(), 0);
    Rounds.Group kernel = rounds.add(turned(read.kernel()), 0);
    Rounds.Group product = rounds.add(products, 2);
    Rounds.Group dOutput = rounds.add(flows.subList(0, 1), loop.all() ? 2 : 1);
    Rounds.Group none = rounds.add(loop.all() ? List.of() : zeros(flows.subList(0, 1)), 1);
    Rounds.Row end =
        rounds.run(
            tf,
            (ops, i, row) -> {
              List<Operand<TFloat32>> dAfter = row.get(dStates);
              Operand<TFloat32> like = dAfter.get(0);
              Operand<TFloat32> flow = row.get(dOutput).get(0);
              Cell.Next given =
                  new Cell.Next(loop.all() ? Rows.at(ops, flow, i, like) : flow, dAfter);
              Loop.Read now =
                  new Loop.Read(
                      Rows.at(ops, row.get(states), i, like),
                      Rows.at(ops, row.get(sequences), i, like),
                      row.get(constants),
                      row.get(kernel));
              Derived derived = derive(ops, now, Rows.at(ops, row.get(product), i, like), given);
              row.set(dStates, derived.read.states());
              row.set(dSequences, Rows.put(ops, row.get(dSequences), i, derived.read.sequences()));
              row.set(dConstants, sums(ops, row.get(dConstants), derived.read.constants()));
              row.set(dProducts, Rows.put(ops, row.get(dProducts), i, derived.products));
              if (!loop.all()) {
                row.set(dOutput, row.get(none)); // the output was that of the last step
              }
            });
    return new Loop.Read(
        end.get(dStates), end.get(dSequences), end.get(dConstants), ofKernel(end.get(dProducts)));
  }

  /** Once for all steps. */
  private List<Operand<TFloat32>> turned(List<Operand<TFloat32>> kernels) {
    List<Operand<TFloat32>> turned = new ArrayList<>();
    kernels.forEach(each -> turned.add(tf.linalg.transpose(each, tf.constant(new int[] {1, 0}))));
    return turned;
  }

  /** What flows to the kernel through the products. */
  private List<Operand<TFloat32>> ofKernel(List<Operand<TFloat32>> dProducts) {
    Operand<TFloat32> states = rows(before.get(0));
    List<Operand<TFloat32>> dKernel = new ArrayList<>();
    dProducts.forEach(
        each -> dKernel.add(tf.linalg.matMul(states, rows(each), MatMul.transposeA(true))));
    return dKernel;
  }

  /** The gradients of one step. */
  private record Derived(Loop.Read read, List<Operand<TFloat32>> products) {}

  /** Those of what a step reads; 0 of what it does not. */
  private Derived derive(Ops ops, Loop.Read now, List<Operand<TFloat32>> product, Cell.Next flows) {
    List<Operand<TFloat32>> sources = identities(ops, now.inARow());
    List<Operand<TFloat32>> factors = identities(ops, product);
    Optional<Operand<TFloat32>> factor = factors.stream().findFirst();
    Loop.Read read = now.like(sources);
    List<Operand<TFloat32>> given = identities(ops, loop.step().of(ops, read, factor).inARow());
    List<Operand<TFloat32>> all = new ArrayList<>(sources);
    all.addAll(factors);
    List<Operand<TFloat32>> found = gradients(ops, given, flows.inARow(), all);
    List<Operand<TFloat32>> dProducts = found.subList(sources.size(), found.size());
    if (factor.isPresent()) {
      Operand<TFloat32> through = ops.linalg.matMul(dProducts.get(0), now.kernel().get(0));
      found.set(0, ops.math.add(found.get(0), through));
    }
    return new Derived(now.like(found.subList(0, sources.size())), dProducts);
  }

  private static List<Operand<TFloat32>> gradients(
      Ops ops,
      List<Operand<TFloat32>> outputs,
      List<Operand<TFloat32>> flows,
      List<Operand<TFloat32>> sources) {
    Set<Operation> behind = Derivation.behind(outputs, new HashSet<>());
    List<Operand<TFloat32>> reached =
        sources.stream().filter(each -> behind.contains(each.op())).toList();
    Gradients gradients = ops.gradients(outputs, reached, Gradients.dx(flows));
    List<Operand<TFloat32>> found = new ArrayList<>();
    for (Operand<TFloat32> source : sources) {
      int place = reached.indexOf(source);
      found.add(
          place < 0
              ? ops.zerosLike(source)
              : Derivation.gradient(gradients, place).orElseGet(() -> ops.zerosLike(source)));
    }
    return found;
  }

  private static List<Operand<TFloat32>> identities(Ops ops, List<Operand<TFloat32>> operands) {
    List<Operand<TFloat32>> identities = new ArrayList<>();
    operands.forEach(each -> identities.add(ops.identity(each)));
    return identities;
  }

  private List<Operand<TFloat32>> empty(List<Operand<TFloat32>> like) {
    List<Operand<TFloat32>> empty = new ArrayList<>();
    like.forEach(each -> empty.add(tf.empty(tf.shape(each), TFloat32.class)));
    return empty;
  }

  private List<Operand<TFloat32>> zeros(List<Operand<TFloat32>> like) {
    List<Operand<TFloat32>> zeros = new ArrayList<>();
    like.forEach(each -> zeros.add(tf.zerosLike(each)));
    return zeros;
  }

  private static List<Operand<TFloat32>> sums(
      Ops ops, List<Operand<TFloat32>> some, List<Operand<TFloat32>> others) {
    List<Operand<TFloat32>> sums = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      sums.add(ops.math.add(some.get(i), others.get(i)));
    }
    return sums;
  }
}
