package org.cornu.distribute;

import java.util.List;
import org.cornu.device.Sessions;
import org.cornu.feed.Members;
import org.cornu.graph.Group;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.RunOptions;

/**
 * A replica on each of several devices of this process, which all keep the same variables (Keras:
 * {@code tf.distribute.MirroredStrategy}).
 *
 * @param devices such as {@code GPU:0}, all different, of one type; a CPU counts as so many devices
 *     as are named
 */
public record Mirrored(List<String> devices) implements Strategy {

  private static final double TIMEOUT_SECONDS = 60;

  public Mirrored {
    devices = List.copyOf(devices);
    boolean areNamed =
        !devices.isEmpty()
            && devices.stream().allMatch(device -> device.matches("(CPU|GPU):\\d{1,4}"));
    long types = devices.stream().map(device -> device.replaceAll(":.*", "")).distinct().count();
    if (!areNamed || types > 1 || devices.stream().distinct().count() < devices.size()) {
      throw new IllegalArgumentException(
          "mirrored needs different devices of one type, for example mirrored(\"GPU:0\", \"GPU:1\"), got "
              + devices);
    }
  }

  @Override
  public Group group() {
    String hint = devices.get(0).startsWith("GPU") ? "nccl" : "ring";
    return new Group(devices.size(), hint, TIMEOUT_SECONDS, 0);
  }

  @Override
  public Members members() {
    return new Members(0, devices.size(), devices.size());
  }

  @Override
  public Session open(Graph graph) {
    int cpus =
        devices.stream()
            .filter(device -> device.startsWith("CPU"))
            .mapToInt(device -> Integer.parseInt(device.substring(4)) + 1)
            .max()
            .orElse(1);
    return Sessions.open(graph, cpus);
  }

  @Override
  public RunOptions options() {
    return RunOptions.getDefaultInstance();
  }
}
