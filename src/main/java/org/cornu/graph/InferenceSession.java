package org.cornu.graph;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/**
 * Opens a session for a graph that is only asked: its ops run one after another in the thread that
 * asks. Such a graph has hardly two ops to run side by side, and to hand a small op to another
 * thread takes longer than the op. Large ops still divide their work. Not where there is a GPU: the
 * part of a graph that waits for it would hold a thread of TensorFlow's, and enough of them at once
 * would wait for ever.
 */
public final class InferenceSession {

  /** No number of threads: the first session of a process sets that for all later ones. */
  private static final ConfigProto ASKING_THREAD =
      ConfigProto.newBuilder()
          .setExperimental(
              ConfigProto.Experimental.newBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR"))
          .build();

  private InferenceSession() {}

  /** Opens it. */
  public static Session open(Graph graph) {
    return FastPath.ASKING_THREAD.on() && !Device.hasGpu()
        ? new Session(graph, ASKING_THREAD)
        : new Session(graph);
  }
}
