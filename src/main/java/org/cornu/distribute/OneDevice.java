package org.cornu.distribute;

import java.util.List;
import org.cornu.device.Sessions;
import org.cornu.feed.Members;
import org.cornu.graph.Group;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.RunOptions;

/** One replica, on a device of TensorFlow's choice. */
record OneDevice() implements Strategy {

  @Override
  public Group group() {
    return Group.ALONE;
  }

  @Override
  public Members members() {
    return Members.ONE;
  }

  @Override
  public List<String> devices() {
    return List.of("");
  }

  @Override
  public Session open(Graph graph) {
    return Sessions.open(graph);
  }

  @Override
  public RunOptions options() {
    return RunOptions.getDefaultInstance();
  }
}
