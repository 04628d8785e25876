package org.cornu.schedules;

import java.util.stream.IntStream;
import org.cornu.config.Configurable;
import org.cornu.device.Sessions;
import org.cornu.graph.GraphOps;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A learning rate that is a function of the steps taken (Keras: {@code LearningRateSchedule}). It
 * is computed in float32, as Keras computes it. A lambda will do; no file holds it.
 */
@FunctionalInterface
public interface LearningRateSchedule extends Configurable {

  /**
   * Emits the rate.
   *
   * @param iterations how many steps were taken: a scalar, or any other shape
   * @return the rate of the next step, of the same shape
   */
  Operand<TFloat32> rate(Ops tf, Operand<TInt64> iterations);

  /** The rates after so many steps, 0 or more, for example to draw them. */
  default double[] rates(long... iterations) {
    try (Graph graph = new Graph();
        Session session = Sessions.open(graph)) {
      Ops tf = GraphOps.of(graph);
      Operand<TInt64> fed = tf.placeholder(TInt64.class);
      Operand<TFloat32> rate = rate(tf, fed);
      try (TInt64 values = TInt64.vectorOf(iterations);
          Result result = session.runner().feed(fed, values).fetch(rate).run()) {
        TFloat32 rates = (TFloat32) result.get(0);
        return IntStream.range(0, iterations.length)
            .mapToDouble(i -> Double.parseDouble(Float.toString(rates.getFloat(i))))
            .toArray();
      }
    }
  }
}
