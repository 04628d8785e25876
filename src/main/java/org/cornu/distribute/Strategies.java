package org.cornu.distribute;

import java.util.Arrays;
import java.util.Objects;

/** Factories of strategies, for static import. */
public final class Strategies {

  private Strategies() {}

  /**
   * A replica on each of these devices of this process (Keras: {@code
   * tf.distribute.MirroredStrategy}).
   *
   * @param devices such as {@code GPU:0}; or {@code CPU:0} and {@code CPU:1}, to try what is meant
   *     for several GPUs where there is none
   */
  public static Mirrored mirrored(String... devices) {
    Objects.requireNonNull(devices, "mirrored needs devices, got null");
    return new Mirrored(Arrays.asList(devices));
  }

  /**
   * A replica in each of several processes (Keras: {@code
   * tf.distribute.MultiWorkerMirroredStrategy}); each of them runs the same program, and waits up
   * to a minute for the others.
   *
   * @throws IllegalStateException if the port of this process's address cannot be had
   */
  public static Workers workers(Cluster cluster) {
    return workers(cluster, 60);
  }

  /** The same with another time to wait, in seconds, above 0. */
  public static Workers workers(Cluster cluster, double timeoutSeconds) {
    return new Workers(cluster, timeoutSeconds);
  }
}
