package org.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetTarget;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/**
 * A session on a server: TensorFlow Java's public constructors have no target. It stands in this
 * package for the one that takes a native session.
 */
public final class TargetSession {

  private TargetSession() {}

  /**
   * Opens one.
   *
   * @param target such as {@code grpc://localhost:2222}
   * @throws org.tensorflow.exceptions.TensorFlowException if there is no such server
   */
  public static Session open(Graph graph, String target, ConfigProto config) {
    // The reference is closed again, or closing the graph would wait for it for ever.
    try (Graph.Reference reference = graph.ref()) {
      return new Session(graph, allocate(reference.nativeHandle(), target, config));
    }
  }

  /**
   * Opens a native one, which the caller closes and deletes.
   *
   * @param target empty for this process itself
   * @throws org.tensorflow.exceptions.TensorFlowException if it cannot be had
   */
  public static TF_Session allocate(TF_Graph graph, String target, ConfigProto config) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      scope.attach(status);
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      TF_SetTarget(options, target);
      byte[] bytes = config.toByteArray();
      TF_SetConfig(options, new BytePointer(bytes), bytes.length, status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_NewSession(graph, options, status);
      status.throwExceptionIfNotOK();
      session.retainReference();
      return session;
    }
  }
}
