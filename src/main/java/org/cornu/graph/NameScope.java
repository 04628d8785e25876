package org.cornu.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Scope;

/**
 * Names the ops of one graph by TensorFlow's own rule: a second {@code conv2d/Add} is {@code
 * conv2d/Add_1}. TensorFlow's class walks the whole graph for each new scope, so that the time to
 * build a net grew with the square of its layers, and writes the number in the default locale's
 * digits, which in some are no letters of a name.
 *
 * @param env the graph
 * @param taken how often each name was asked for, shared by all scopes of the graph
 * @param prefix of the scope's names, ending in a slash, or empty
 * @param name of the ops added here, instead of what each is called by itself; or null
 * @param controls the ops that those added here wait for
 * @param device where they run
 * @param isInit whether they run when a session opens
 */
record NameScope(
    Graph env,
    Map<String, Integer> taken,
    String prefix,
    String name,
    List<Operation> controls,
    DeviceSpec device,
    boolean isInit)
    implements Scope {

  /** The root of a graph in which no op has a name yet. */
  static NameScope root(Graph graph) {
    DeviceSpec anywhere = DeviceSpec.newBuilder().build();
    return new NameScope(graph, new HashMap<>(), "", null, List.of(), anywhere, false);
  }

  @Override
  public NameScope withSubScope(String child) {
    return named(makeOpName(child) + "/", null);
  }

  @Override
  public NameScope withName(String name) {
    return named(prefix, name);
  }

  @Override
  public NameScope withNameAsSubScope(String child) {
    return withSubScope(child);
  }

  private NameScope named(String prefix, String name) {
    return new NameScope(env, taken, prefix, name, controls, device, isInit);
  }

  @Override
  public NameScope withDevice(DeviceSpec device) {
    return new NameScope(env, taken, prefix, name, controls, device, isInit);
  }

  @Override
  public NameScope withInitScope() {
    return new NameScope(env, taken, prefix, name, List.of(), device, true);
  }

  @Override
  public NameScope withControlDependencyOps(Iterable<Operation> controls) {
    List<Operation> all = StreamSupport.stream(controls.spliterator(), false).toList();
    return new NameScope(env, taken, prefix, name, all, device, isInit);
  }

  @Override
  public String makeOpName(String usual) {
    return makeUnique(prefix + (name == null ? usual : name));
  }

  @Override
  public String makeUnique(String id) {
    String unique = id;
    while (taken.putIfAbsent(unique, 0) != null) {
      unique = id + "_" + taken.merge(id, 1, Integer::sum);
    }
    return unique;
  }

  /** There is nothing to look up: all names of the graph come from here. */
  @Override
  public void refreshNames() {}

  @Override
  public OperationBuilder apply(OperationBuilder builder) {
    builder.setDevice(getDeviceString());
    controls.stream()
        .filter(control -> isInit || !env.isInitializer(control))
        .forEach(builder::addControlInput);
    return builder;
  }

  @Override
  public String getDeviceString() {
    return device.toString();
  }
}
