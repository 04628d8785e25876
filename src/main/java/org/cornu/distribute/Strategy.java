package org.cornu.distribute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cornu.feed.Members;
import org.cornu.graph.Group;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.proto.RunOptions;

/**
 * Where a net is trained (Keras: {@code tf.distribute.Strategy}): each of several replicas computes
 * its share of every batch, and all take the same step. Without one, a net has a single device.
 *
 * <p>The losses, weights and metrics are those of one device but for rounding, with the same draws.
 * What a layer finds out of a batch by itself, as batch normalization does, is of each replica's
 * share, and the mean of all is kept, as in Keras 2.
 */
public sealed interface Strategy permits OneDevice, Mirrored, Workers {

  /** A single device of TensorFlow's choice. */
  Strategy ONE_DEVICE = new OneDevice();

  /** All replicas, in this process and others. */
  Group group();

  /** Those in this process. */
  Members members();

  /**
   * The devices of the replicas in this process, as {@code CPU:1}; empty for TensorFlow's choice.
   */
  List<String> devices();

  /** Whether there is one replica, on a device that no op names. */
  default boolean isPlain() {
    return members().all() == 1 && devices().get(0).isEmpty();
  }

  /** Opens a session in which all replicas of this process run. */
  Session open(Graph graph);

  /** What a run of replicas is told. */
  RunOptions options();

  /**
   * Runs replicas of this process with those of the others.
   *
   * @throws WorkerLostException if others are no longer there
   */
  default Result run(Runner runner) {
    return runner.run();
  }

  /**
   * Adds up what the processes say, where there are several.
   *
   * @param own what this one says
   * @throws WorkerLostException if others are no longer there
   */
  default float sum(float own) {
    return own;
  }

  /**
   * The first process's file, for all of them.
   *
   * @throws WorkerLostException if others are no longer there
   */
  default Handout handOut(Path file) throws IOException {
    return Handout.own(file);
  }

  /**
   * Waits until the other processes have what was last computed together: this one may end then.
   */
  default void settle() {
    // there are no others
  }

  /**
   * Checks that all processes are about to do the same, where there are several.
   *
   * @param facts by what people call them; of the same names in all processes
   * @throws IllegalStateException if one differs
   */
  default void requireSame(Map<String, String> facts) {
    // one process is like itself
  }
}
