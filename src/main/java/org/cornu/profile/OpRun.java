package org.cornu.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.StepStats;

/**
 * One op's run in one step.
 *
 * @param device TensorFlow's name of what ran it
 * @param name of the op in the graph that ran, which TensorFlow has optimized: a fused op has the
 *     name of the last of its parts
 * @param type for example {@code Conv2D}
 * @param inputs names of the ops whose outputs it read
 * @param start in nanoseconds since 1970
 * @param duration in nanoseconds, 0 or more
 */
public record OpRun(
    String device, String name, String type, List<String> inputs, long start, long duration) {

  /** {@code [mklcpu 9.0MB 9.0MB] dense/BiasAdd = _FusedMatMul(flatten, ReadVariableOp_7)}. */
  private static final Pattern LABEL = Pattern.compile("(?:\\[.*?] )?\\S+ = (\\w+)\\((.*)\\)");

  public OpRun {
    inputs = List.copyOf(inputs);
  }

  /** All runs of a step, in TensorFlow's order. */
  public static List<OpRun> of(StepStats stats) {
    List<OpRun> runs = new ArrayList<>();
    for (DeviceStepStats device : stats.getDevStatsList()) {
      for (NodeExecStats node : device.getNodeStatsList()) {
        runs.add(of(device.getDevice(), node));
      }
    }
    return List.copyOf(runs);
  }

  private static OpRun of(String device, NodeExecStats node) {
    boolean nanos = node.getAllStartNanos() != 0;
    long start = nanos ? node.getAllStartNanos() : 1000 * node.getAllStartMicros();
    long duration = nanos ? node.getAllEndRelNanos() : 1000 * node.getAllEndRelMicros();
    Matcher label = LABEL.matcher(node.getTimelineLabel());
    boolean known = label.matches();
    String name = node.getNodeName();
    return new OpRun(
        device,
        name,
        known ? label.group(1) : name.substring(name.lastIndexOf(':') + 1),
        known && !label.group(2).isEmpty() ? List.of(label.group(2).split(", ")) : List.of(),
        start,
        Math.max(0, duration));
  }

  /** When it was done, in nanoseconds since 1970. */
  long end() {
    return start + duration;
  }
}
