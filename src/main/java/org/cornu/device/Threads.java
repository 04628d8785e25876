package org.cornu.device;

import org.tensorflow.proto.ConfigProto;

/**
 * How many threads TensorFlow divides one op among (Keras: {@code
 * tf.config.threading.set_intra_op_parallelism_threads}); as many as there are cores by default.
 * The first use of TensorFlow in a process fixes it for all later ones.
 *
 * <pre>{@code
 * Threads.perOp(1); // first of all
 * try (Predictor predictor = Predictor.load(Path.of("models/model1.keras"))) { ... }
 * }</pre>
 *
 * <p>One suits a process that answers single samples of a small net: handing a small op to a second
 * thread takes longer than the op. Training, and large batches, are slower with one. Sums are
 * divided as ops are, so runs repeat to the bit between machines with different numbers of cores
 * only if both name the same number here.
 */
public final class Threads {

  private static int perOp; // 0 leaves it to TensorFlow
  private static boolean fixed;

  private Threads() {}

  /**
   * Sets the number for this process, before anything is compiled, loaded or listed.
   *
   * @param threads 1 or more
   * @throws IllegalStateException if Cornu has used TensorFlow with another number
   */
  public static synchronized void perOp(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("perOp needs 1 thread or more, got " + threads);
    }
    if (fixed && threads != perOp) {
      throw new IllegalStateException(
          "perOp(%d) comes too late: TensorFlow runs with %s; call it before the first model is compiled or loaded"
              .formatted(threads, perOp == 0 ? "its own choice" : "perOp(" + perOp + ")"));
    }
    perOp = threads;
  }

  /** What every session of this process is opened with. */
  static synchronized ConfigProto config() {
    fixed = true;
    return ConfigProto.newBuilder().setIntraOpParallelismThreads(perOp).build();
  }
}
