package org.cornu.train;

import java.util.ArrayList;
import java.util.List;
import org.cornu.distribute.Strategy;
import org.cornu.graph.Group;
import org.cornu.step.CompiledNet;
import org.cornu.step.TrainGraph;
import org.tensorflow.DeviceSpec;
import org.tensorflow.op.Ops;

/** A strategy's graphs of this process. */
final class Replicas {

  private Replicas() {}

  /** Adds them, the one first by which the state of all is set. */
  static List<TrainGraph> build(Ops tf, CompiledNet compiled, Strategy strategy) {
    List<String> devices = strategy.devices();
    Group group = strategy.group();
    List<TrainGraph> mirrors = new ArrayList<>();
    for (int i = 1; i < devices.size(); i++) {
      Ops own = on(tf.withSubScope("replica_" + i), devices.get(i));
      mirrors.add(TrainGraph.build(own, compiled, group));
    }
    TrainGraph first = TrainGraph.build(on(tf, devices.get(0)), compiled, group);
    List<TrainGraph> all = new ArrayList<>(List.of(first.with(tf, mirrors)));
    all.addAll(mirrors);
    return all;
  }

  private static Ops on(Ops tf, String device) {
    if (device.isEmpty()) {
      return tf;
    }
    String[] typeAndNumber = device.split(":");
    return tf.withDevice(
        DeviceSpec.newBuilder()
            .deviceType(DeviceSpec.DeviceType.valueOf(typeAndNumber[0]))
            .deviceIndex(Integer.parseInt(typeAndNumber[1]))
            .build());
  }
}
