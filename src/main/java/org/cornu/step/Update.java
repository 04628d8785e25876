package org.cornu.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.graph.Branch;
import org.cornu.graph.Resource;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.Average;
import org.cornu.optimizers.Clock;
import org.cornu.optimizers.DynamicScale;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.Target;
import org.cornu.optimizers.UpdateOptions;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * One step of the optimizer, in the order that Keras takes it: accumulation, clipping, decay, the
 * optimizer's own rule, averages, constraints.
 */
final class Update {

  private final Ops tf;
  private final Net net;
  private final Optimizer optimizer;
  private final UpdateOptions options;
  private final Resources resources;
  private final Operand<TInt64> iteration;
  private final Clock clock;
  private final Optimizer.Rule rule;

  private Update(
      Ops tf, Net net, Optimizer optimizer, Resources resources, Operand<TInt64> iteration) {
    this.tf = tf;
    this.net = net;
    this.optimizer = optimizer;
    this.options = optimizer.options();
    this.resources = resources;
    this.iteration = iteration;
    this.clock =
        new Clock(resources.rate(tf, optimizer, iteration), moves(), resources.slotsOf(""));
    this.rule = optimizer.rule(tf, clock);
  }

  /** How many steps moved the weights, of all that were taken. */
  private Operand<TInt64> moves() {
    int steps = options.accumulationSteps();
    return steps == 1 ? iteration : tf.math.floorDiv(iteration, tf.constant((long) steps));
  }

  /**
   * Emits the step.
   *
   * @param after under which nothing is changed before all that it depends on is computed
   * @param gradients by the paths of their weights
   * @return all that was done
   */
  static List<Op> emit(
      Ops tf,
      Ops after,
      Net net,
      Optimizer optimizer,
      Resources resources,
      Operand<TInt64> iteration,
      Map<String, Operand<TFloat32>> gradients) {
    Update update = new Update(tf, net, optimizer, resources, iteration);
    if (optimizer.dynamicScale().isEmpty()) {
      return update.step(after, gradients);
    }
    DynamicScale scale = optimizer.dynamicScale().get();
    Branch finite = Branch.of(after, finite(after, gradients));
    List<Op> stepped = update.step(finite.then(), gradients);
    stepped.add(scale.grow(finite.then(), resources.slotsOf("")));
    return List.of(
        finite.join(stepped, List.of(scale.shrink(finite.otherwise(), resources.slotsOf("")))));
  }

  private static Operand<TBool> finite(Ops tf, Map<String, Operand<TFloat32>> gradients) {
    List<Operand<TBool>> each = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients.values()) {
      Operand<TFloat32> flat = tf.reshape(gradient, tf.constant(new int[] {-1}));
      each.add(tf.all(tf.math.isFinite(flat), tf.constant(0)));
    }
    return tf.all(tf.stack(each), tf.constant(0));
  }

  /** All that a step does where its gradients are good. */
  private List<Op> step(Ops after, Map<String, Operand<TFloat32>> gradients) {
    Map<String, Op> moved =
        options.accumulationSteps() == 1 ? moved(after, gradients) : accumulated(after, gradients);
    List<Op> done = new ArrayList<>(moved.values());
    Map<String, Op> last = options.average().isPresent() ? averaged(after, moved) : moved;
    done.addAll(last.values());
    last.keySet().retainAll(moved.keySet());
    done.addAll(Penalties.constrain(tf, net.weights(), resources.weights()::get, last));
    done.add(after.assignAddVariableOp(resources.iteration().handle(), after.constant(1L)));
    return done;
  }

  /** The ops that moved the weights, by their paths; the last is of what is the optimizer's own. */
  private Map<String, Op> moved(Ops after, Map<String, Operand<TFloat32>> gradients) {
    Map<String, Op> moves = new LinkedHashMap<>();
    options
        .clip(after, gradients)
        .forEach(
            (path, gradient) -> {
              Resource<TFloat32> weight = resources.weights().get(path);
              Map<String, Operand<? extends TType>> slots = resources.slotsOf(path);
              Target target = new Target(path, weight.shape(), weight.handle(), slots, gradient);
              moves.put(path, rule.apply(decayed(after, target), target));
            });
    List<Op> own = rule.own(after);
    if (!own.isEmpty()) {
      moves.put("", after.withControlDependencies(own).noOp());
    }
    return moves;
  }

  /** What a weight's move comes after: its decay. */
  private Ops decayed(Ops after, Target target) {
    var decay = optimizer.decay(target.path(), target.shape());
    if (decay.isEmpty()) {
      return after;
    }
    Operand<TFloat32> share = after.constant((float) decay.getAsDouble());
    Operand<TFloat32> value = after.readVariableOp(target.handle(), TFloat32.class);
    Operand<TFloat32> lost = after.math.mul(after.math.mul(value, share), clock.rate());
    return after.withControlDependencies(after.assignSubVariableOp(target.handle(), lost));
  }

  /** Moves the weights by the mean of so many steps' gradients at the last of these. */
  private Map<String, Op> accumulated(Ops after, Map<String, Operand<TFloat32>> gradients) {
    long steps = options.accumulationSteps();
    Operand<TInt64> next = after.math.add(iteration, after.constant(1L));
    Operand<TInt64> rest = after.math.floorMod(next, after.constant(steps));
    Branch full = Branch.of(after, after.math.equal(rest, after.constant(0L)));
    Map<String, Operand<TFloat32>> means = new LinkedHashMap<>();
    List<Op> added = new ArrayList<>();
    List<Op> cleared = new ArrayList<>();
    gradients.forEach(
        (path, gradient) -> {
          Operand<? extends TType> sum = resources.slotsOf(path).get(UpdateOptions.ACCUMULATOR);
          Ops then = full.then();
          Operand<TFloat32> all = then.math.add(gradient, then.readVariableOp(sum, TFloat32.class));
          means.put(path, then.math.div(all, then.constant((float) steps)));
          Ops taken = then.withControlDependencies(all);
          cleared.add(taken.assignVariableOp(sum, taken.zerosLike(gradient)));
          added.add(full.otherwise().assignAddVariableOp(sum, gradient));
        });
    Map<String, Op> moves = moved(full.then(), means);
    List<Op> done = new ArrayList<>(moves.values());
    done.addAll(cleared);
    Op joined = full.join(done, added);
    moves.replaceAll((path, move) -> joined);
    return moves;
  }

  /** Moves the averages, also of weights that no gradient reaches. */
  private Map<String, Op> averaged(Ops after, Map<String, Op> moved) {
    Average average = options.average().orElseThrow();
    Operand<TFloat32> share = share(after, average);
    Map<String, Op> done = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      if (weight.trainable()) {
        Op move = moved.get(weight.path());
        Ops then = move == null ? after : after.withControlDependencies(move);
        done.put(weight.path(), averaged(then, average, share, weight.path()));
      }
    }
    return done;
  }

  /** The mean's share of itself: none at the first step. */
  private Operand<TFloat32> share(Ops tf, Average average) {
    Operand<TBool> later = tf.math.notEqual(clock.iteration(), tf.constant(0L));
    return tf.math.mul(
        tf.dtypes.cast(later, TFloat32.class), tf.constant((float) average.momentum()));
  }

  private Op averaged(Ops tf, Average average, Operand<TFloat32> share, String path) {
    Operand<? extends TType> handle = resources.slotsOf(path).get(Average.SLOT);
    Operand<TFloat32> now = resources.weights().get(path).read(tf);
    Operand<TFloat32> old = tf.math.mul(share, tf.readVariableOp(handle, TFloat32.class));
    Operand<TFloat32> rest = tf.math.sub(tf.constant(1f), share);
    Operand<TFloat32> mean = tf.math.add(old, tf.math.mul(rest, now));
    Op kept = tf.assignVariableOp(handle, mean);
    if (average.overwriteFrequency().isEmpty()) {
      return kept;
    }
    long every = average.overwriteFrequency().getAsInt();
    Operand<TInt64> next = tf.math.add(clock.iteration(), tf.constant(1L));
    Operand<TInt64> left = tf.math.floorMod(next, tf.constant(every));
    Operand<TFloat32> put = tf.select(tf.math.equal(left, tf.constant(0L)), mean, now);
    Op moved = tf.assignVariableOp(resources.weights().get(path).handle(), put);
    return tf.withControlDependencies(List.of(kept, moved)).noOp();
  }
}
