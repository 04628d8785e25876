package org.cornu.server;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.cornu.server.ModelFolder.Found;
import org.cornu.serving.LoadedModel;
import org.cornu.serving.Servable;

/** A version of a model: in native memory, or why it is not. */
final class ServedVersion {

  /** In TensorFlow Serving's words. */
  enum State {
    AVAILABLE,
    UNLOADING,
    END
  }

  private final Found found;
  private final Stamp stamp;
  private final Servable servable; // null if it could not be loaded
  private final String problem;
  private final ModelMeter meter;
  private final InUse use = new InUse(this::free);
  private final Map<String, Batcher> batchers = new LinkedHashMap<>();
  private final AtomicReference<State> state;

  private ServedVersion(
      Found found, Stamp stamp, Servable servable, String problem, ModelMeter meter) {
    this.found = found;
    this.stamp = stamp;
    this.servable = servable;
    this.problem = problem;
    this.meter = meter;
    this.state = new AtomicReference<>(servable == null ? State.END : State.AVAILABLE);
  }

  /**
   * One in native memory, which this frees when it is unloaded and nobody uses it.
   *
   * @param batching makes what gathers the requests for one signature
   */
  static ServedVersion loaded(
      Found found, Stamp stamp, Servable servable, ModelMeter meter, Batching batching) {
    ServedVersion version = new ServedVersion(found, stamp, servable, "", meter);
    servable
        .signatures()
        .forEach((key, model) -> version.batchers.put(key, batching.of(model, version.use, meter)));
    return version;
  }

  /** How the requests for one signature are gathered. */
  @FunctionalInterface
  interface Batching {

    Batcher of(LoadedModel model, InUse use, ModelMeter meter);
  }

  /** One that could not be loaded, and why. */
  static ServedVersion failed(Found found, Stamp stamp, String problem) {
    return new ServedVersion(found, stamp, null, problem, null);
  }

  String name() {
    return found.name();
  }

  long number() {
    return found.version();
  }

  Path path() {
    return found.path();
  }

  State state() {
    return state.get();
  }

  /** Why it could not be loaded; empty if it could. */
  String problem() {
    return problem;
  }

  Stamp stamp() {
    return stamp;
  }

  Servable servable() {
    return servable;
  }

  Map<String, LoadedModel> signatures() {
    return servable.signatures();
  }

  ModelMeter meter() {
    return meter;
  }

  Batcher batcher(String signature) {
    return batchers.get(signature);
  }

  Collection<Batcher> batchers() {
    return batchers.values();
  }

  boolean isAvailable() {
    return state.get() == State.AVAILABLE;
  }

  /** Begins a use, which {@link #leave} ends; false if it is no longer there. */
  boolean enter() {
    return servable != null && use.begin();
  }

  void leave() {
    use.end();
  }

  /** Frees it when all who use it are done; a second call does nothing. */
  void unload() {
    if (state.compareAndSet(State.AVAILABLE, State.UNLOADING)) {
      use.end();
    }
  }

  private void free() {
    servable.close();
    state.set(State.END);
  }
}
