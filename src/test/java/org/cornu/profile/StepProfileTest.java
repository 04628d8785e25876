package org.cornu.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.StepStats;

class StepProfileTest {

  private static final String CPU = "/job:localhost/replica:0/task:0/device:CPU:0";
  private static final String GPU = "/job:localhost/replica:0/task:0/device:GPU:0";

  @Test
  void labelsTellTypesAndInputs() {
    NodeExecStats fused =
        NodeExecStats.newBuilder()
            .setNodeName("training/forward/activation/Relu")
            .setTimelineLabel(
                "[mklcpu 1.0MB 1.0MB] training/forward/activation/Relu ="
                    + " _FusedConv2D(x, training/forward/conv2d/ReadVariableOp)")
            .setAllStartMicros(7)
            .setAllEndRelMicros(2)
            .build();
    NodeExecStats kernel =
        NodeExecStats.newBuilder()
            .setNodeName("training/forward/dense/MatMul:MatMul")
            .setAllStartNanos(9500)
            .setAllEndRelNanos(-1)
            .build();

    assertThat(OpRun.of(stats(CPU, fused, kernel)))
        .containsExactly(
            new OpRun(
                CPU,
                "training/forward/activation/Relu",
                "_FusedConv2D",
                List.of("x", "training/forward/conv2d/ReadVariableOp"),
                7000,
                2000),
            new OpRun(CPU, "training/forward/dense/MatMul:MatMul", "MatMul", List.of(), 9500, 0));
  }

  @Test
  void timesAreMeansOverTheSteps() {
    StepProfile profile =
        new StepProfile(
            4,
            List.of(
                List.of(run(CPU, "training/forward/dense/MatMul", 0, 3_000_000)),
                List.of(
                    run(CPU, "training/forward/dense/MatMul", 0, 3_000_000),
                    run(CPU, "training/backward/dense/Gradients/MatMul", 500_000, 4_000_000))));

    assertThat(profile.milliseconds()).isCloseTo((3 + 4.5) / 2, within(1e-9));
    assertThat(profile.ops())
        .containsExactly(
            new OpTime("dense", false, "training/forward/dense/MatMul", "MatMul", 3, 0.6, 1),
            new OpTime(
                "dense", true, "training/backward/dense/Gradients/MatMul", "MatMul", 2, 0.4, 0.5))
        .element(1)
        .extracting(OpTime::millisecondsPerCall)
        .isEqualTo(4.0);
    assertThat(profile.layers()).containsExactly(new LayerTime("dense", 3, 2, 1));
  }

  @Test
  void aGpusKernelsCountOnce() {
    StepProfile profile =
        new StepProfile(
            1,
            List.of(
                List.of(
                    run(CPU, "Cast", 0, 1_000_000),
                    run(GPU, "training/forward/dense/MatMul", 0, 9_000_000),
                    run("/device:GPU:0/stream:14", "dense/MatMul:MatMul", 0, 5_000_000),
                    run("/device:GPU:0/stream:all", "dense/MatMul:MatMul", 0, 5_000_000))));

    assertThat(profile.ops()).extracting(OpTime::milliseconds).containsExactly(5.0, 1.0);
  }

  @Test
  void partsAreToldByNames() {
    assertThat(part("training/forward/dense/MatMul")).isEqualTo("dense FORWARD");
    assertThat(part("training/forward/relu/ReluGrad")).isEqualTo("relu BACKWARD");
    assertThat(part("ConstantFolding/training/backward/dense.relu/Gradients/Shape"))
        .isEqualTo("dense.relu BACKWARD");
    assertThat(part("training/backward_sums/AddN")).isEqualTo("other FORWARD");
    assertThat(part("training/forward/my-20-dense.relu/Relu")).isEqualTo("my dense.relu FORWARD");
    assertThat(part("training/loss_gradient/Div")).isEqualTo("loss BACKWARD");
    assertThat(part("training/metrics/ArgMax")).isEqualTo("metrics FORWARD");
    assertThat(part("training/step/NoOp")).isEqualTo("optimizer FORWARD");
    assertThat(part("_SOURCE")).isEqualTo("other FORWARD");
  }

  @Test
  void withoutStepsThereIsNone() {
    assertThatThrownBy(() -> new StepProfile(1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one step or more");
  }

  private static String part(String op) {
    Part part = Part.of(run(CPU, op, 0, 0));
    return part.name() + " " + part.pass();
  }

  private static OpRun run(String device, String op, long start, long duration) {
    String type = op.substring(op.lastIndexOf('/') + 1);
    return new OpRun(device, op, type, List.of(), start, duration);
  }

  private static StepStats stats(String device, NodeExecStats... nodes) {
    return StepStats.newBuilder()
        .addDevStats(DeviceStepStats.newBuilder().setDevice(device).addAllNodeStats(List.of(nodes)))
        .build();
  }
}
