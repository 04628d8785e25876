package org.cornu.train;

import org.cornu.graph.Variable;
import org.cornu.saving.NativeMemory;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A run that sets variables, all or none. */
final class Assignment implements AutoCloseable {

  private final Runner runner;
  private final NativeMemory copies = new NativeMemory();
  private boolean empty = true;

  Assignment(Session session) {
    this.runner = session.runner();
  }

  /** A tensor is fed as it is: the variable then has its numbers where they are. */
  void set(Variable<TFloat32> variable, FloatNdArray value) {
    feed(variable, value instanceof TFloat32 tensor ? tensor : copies.copy(value));
  }

  /** Of what its owner may change afterwards. */
  void setCopy(Variable<TFloat32> variable, FloatNdArray value) {
    feed(variable, copies.copy(value));
  }

  void set(Variable<TInt64> variable, long value) {
    TInt64 tensor = TInt64.scalarOf(value);
    copies.add(tensor::close);
    runner.feed(variable.fed(), tensor).addTarget(variable.assign());
    empty = false;
  }

  private void feed(Variable<TFloat32> variable, TFloat32 tensor) {
    runner.feed(variable.fed(), tensor).addTarget(variable.assign());
    empty = false;
  }

  /** Has an op run too. */
  void also(Op op) {
    runner.addTarget(op);
    empty = false;
  }

  void run() {
    if (!empty) {
      runner.run().close();
    }
  }

  @Override
  public void close() {
    copies.close();
  }
}
