package org.cornu.device;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_CloseSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListMemoryBytes;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.TargetSession;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/**
 * Something that TensorFlow can compute on.
 *
 * @param name for example {@code /job:localhost/replica:0/task:0/device:GPU:0}
 * @param type {@code CPU} or {@code GPU}
 * @param memory bytes that TensorFlow may use there
 */
public record Device(String name, String type, long memory) {

  /** Whether this process has a GPU; asked once. */
  public static boolean hasGpu() {
    return Gpu.THERE;
  }

  /** Found out when first needed. */
  private static final class Gpu {
    static final boolean THERE = all().stream().anyMatch(device -> device.type().equals("GPU"));
  }

  /**
   * What this process has. TensorFlow Java shows no such list, its C API does.
   *
   * @throws org.tensorflow.exceptions.TensorFlowException if TensorFlow cannot tell
   */
  public static List<Device> all() {
    return all("", Threads.config());
  }

  /**
   * Whether a server of TensorFlow's is there.
   *
   * @param target such as {@code grpc://localhost:2222}
   * @param milliseconds that it may take to answer
   */
  public static boolean answers(String target, long milliseconds) {
    try {
      all(target, Threads.config().toBuilder().setOperationTimeoutInMs(milliseconds).build());
      return true;
    } catch (TensorFlowException e) {
      return false;
    }
  }

  private static List<Device> all(String target, ConfigProto config) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      scope.attach(status);
      TF_Session session = TargetSession.allocate(TF_Graph.newGraph(), target, config);
      TF_DeviceList list = TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      List<Device> devices = new ArrayList<>();
      for (int i = 0; i < TF_DeviceListCount(list); i++) {
        devices.add(
            new Device(
                TF_DeviceListName(list, i, status).getString(),
                TF_DeviceListType(list, i, status).getString(),
                TF_DeviceListMemoryBytes(list, i, status)));
      }
      TF_DeleteDeviceList(list);
      TF_CloseSession(session, status);
      TF_DeleteSession(session, status);
      return List.copyOf(devices);
    }
  }
}
