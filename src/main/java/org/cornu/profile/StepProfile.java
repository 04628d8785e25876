package org.cornu.profile;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cornu.profile.Part.Pass;

/**
 * What some steps of a training took. Ops may run at the same time, so that their times add up to
 * more than a step's.
 *
 * @param first number of the first step, from 1
 * @param steps the runs of each step, one step or more
 */
public record StepProfile(int first, List<List<OpRun>> steps) {

  public StepProfile {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a profile needs one step or more, got none");
    }
    steps = steps.stream().map(List::copyOf).toList();
  }

  /**
   * The runs of each of several steps that were traced together, one after another: a step begins
   * with the first of the ops that each of them runs once.
   *
   * @param all in any order
   * @param steps 1 or more
   */
  public static List<List<OpRun>> split(List<OpRun> all, int steps) {
    long[] begins = new long[steps];
    Arrays.fill(begins, Long.MAX_VALUE);
    all.stream().collect(groupingBy(run -> run.device() + run.name())).values().stream()
        .filter(runs -> runs.size() == steps)
        .forEach(
            runs -> {
              long[] own = runs.stream().mapToLong(OpRun::start).sorted().toArray();
              Arrays.setAll(begins, i -> Math.min(begins[i], own[i]));
            });
    List<List<OpRun>> each = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      long from = i == 0 ? Long.MIN_VALUE : begins[i];
      long to = i + 1 == steps ? Long.MAX_VALUE : begins[i + 1];
      each.add(all.stream().filter(run -> run.start() >= from && run.start() < to).toList());
    }
    return each;
  }

  /** Milliseconds from a step's first op to its last, on average. */
  public double milliseconds() {
    return steps.stream().mapToLong(StepProfile::span).average().orElseThrow() * 1e-6;
  }

  private static long span(List<OpRun> step) {
    long start = step.stream().mapToLong(OpRun::start).min().orElse(0);
    return step.stream().mapToLong(OpRun::end).max().orElse(0) - start;
  }

  /** The ops, the longest first. */
  public List<OpTime> ops() {
    Map<String, List<OpRun>> byName = counted().stream().collect(groupingBy(OpRun::name));
    double all = nanos(counted());
    List<OpTime> times = new ArrayList<>();
    byName.forEach(
        (name, runs) -> {
          Part part = Part.of(runs.get(0));
          times.add(
              new OpTime(
                  part.name(),
                  part.pass() == Pass.BACKWARD,
                  name,
                  runs.get(0).type(),
                  perStep(runs),
                  nanos(runs) / all,
                  (double) runs.size() / steps.size()));
        });
    times.sort(
        Comparator.comparingDouble(OpTime::milliseconds).reversed().thenComparing(OpTime::name));
    return List.copyOf(times);
  }

  /** The layers and the other parts of a step, the longest first. */
  public List<LayerTime> layers() {
    Map<String, double[]> sums = new LinkedHashMap<>();
    double all = 0;
    for (OpTime op : ops()) {
      sums.computeIfAbsent(op.layer(), layer -> new double[2])[op.backward() ? 1 : 0] +=
          op.milliseconds();
      all += op.milliseconds();
    }
    List<LayerTime> times = new ArrayList<>();
    for (Map.Entry<String, double[]> entry : sums.entrySet()) {
      double[] each = entry.getValue();
      times.add(new LayerTime(entry.getKey(), each[0], each[1], (each[0] + each[1]) / all));
    }
    times.sort(Comparator.comparingDouble(LayerTime::milliseconds).reversed());
    return List.copyOf(times);
  }

  /**
   * The runs that count. A GPU's kernels are listed once more for each of its streams, and the
   * calls that start them as ops of the GPU itself.
   */
  private List<OpRun> counted() {
    List<OpRun> runs = steps.stream().flatMap(List::stream).toList();
    boolean gpu = runs.stream().anyMatch(StepProfile::isAll);
    return runs.stream()
        .filter(run -> run.device().contains("/stream:") ? isAll(run) : !(gpu && isGpu(run)))
        .toList();
  }

  private static boolean isAll(OpRun run) {
    return run.device().endsWith("/stream:all");
  }

  private static boolean isGpu(OpRun run) {
    return run.device().toLowerCase(Locale.ROOT).contains("device:gpu:");
  }

  private double perStep(List<OpRun> runs) {
    return nanos(runs) * 1e-6 / steps.size();
  }

  private static double nanos(List<OpRun> runs) {
    return runs.stream().mapToLong(OpRun::duration).sum();
  }
}
