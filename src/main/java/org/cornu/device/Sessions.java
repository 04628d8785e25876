package org.cornu.device;

import java.nio.file.Path;
import java.util.Iterator;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.TargetSession;
import org.tensorflow.proto.ConfigProto;

/** Opens all sessions, with as many threads an op as {@link Threads} says. */
public final class Sessions {

  private Sessions() {}

  /** For a graph whose ops may run side by side. */
  public static Session open(Graph graph) {
    return new Session(graph, Threads.config());
  }

  /**
   * The same where the CPU counts as so many devices, and ops name theirs: those that a device does
   * not have run on the CPU.
   */
  public static Session open(Graph graph, int cpus) {
    return new Session(
        graph,
        Threads.config().toBuilder()
            .putDeviceCount("CPU", cpus)
            .setAllowSoftPlacement(true)
            .build());
  }

  /**
   * On a server of TensorFlow's.
   *
   * @param target such as {@code grpc://localhost:2222}
   * @param config with what {@link #config} says
   */
  public static Session open(Graph graph, String target, ConfigProto config) {
    return TargetSession.open(graph, target, config);
  }

  /** What every session of this process is opened with. */
  public static ConfigProto config() {
    return Threads.config();
  }

  /**
   * For a graph that is only asked: its ops run one after another in the thread that calls. Such a
   * graph has hardly two ops to run side by side, and to hand a small op to another thread takes
   * longer than the op. Large ops still divide their work. Not where there is a GPU: the part of a
   * graph that waits for it would hold a thread of TensorFlow's, and enough of them at once would
   * wait for ever. Nor where there is a loop, which goes twice as fast where its steps are ops of
   * the graph, as in the calling thread they cannot be.
   */
  public static Session openInCallingThread(Graph graph) {
    return Device.hasGpu() || hasLoop(graph)
        ? open(graph)
        : new Session(graph, inCallingThread(Threads.config()));
  }

  private static boolean hasLoop(Graph graph) {
    Iterator<GraphOperation> operations = graph.operations();
    boolean has = false;
    while (operations.hasNext() && !has) {
      has = operations.next().type().endsWith("While");
    }
    return has;
  }

  private static ConfigProto inCallingThread(ConfigProto config) {
    return config.toBuilder()
        .setExperimental(
            ConfigProto.Experimental.newBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR"))
        .build();
  }

  /** With what a folder holds. */
  public static SavedModelBundle load(Path savedModel) {
    return SavedModelBundle.loader(savedModel.toString())
        .withTags(SavedModelBundle.DEFAULT_TAG)
        .withConfigProto(Threads.config())
        .load();
  }
}
