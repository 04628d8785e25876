package org.cornu.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cornu.files.FileFailure;
import org.cornu.graph.Spec;
import org.cornu.saving.KerasClasses;
import org.cornu.server.ModelFolder.Found;
import org.cornu.server.ServedVersion.Batching;
import org.cornu.server.ServedVersion.State;
import org.cornu.serving.End;
import org.cornu.serving.LoadedModel;
import org.cornu.serving.Servable;

/**
 * The models of a folder in native memory, as {@link #look} last found them there. A version that
 * came, or changed, is loaded when two looks find it the same, so none that is half written; it
 * takes the place of the old one when it can answer.
 */
final class ModelStore implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.cornu.server");

  private final ModelFolder folder;
  private final ServerOptions options;
  private final ServerMeter meter;
  private final Map<Path, Stamp> seen = new HashMap<>();
  private final Set<Path> missed = new HashSet<>();
  private volatile SortedMap<String, ServedModel> models = new TreeMap<>();
  // Nobody finds these any more, but who asked them before is answered, or told that time is over.
  private final Set<ServedVersion> draining = ConcurrentHashMap.newKeySet();
  private final Batching batching;
  private String problem = "";
  private boolean closed;

  /**
   * For a folder that nobody has looked at yet.
   *
   * @param threads that compute for those who wait
   */
  ModelStore(Path folder, ServerOptions options, ServerMeter meter, Executor threads) {
    this.folder = new ModelFolder(folder);
    this.options = options;
    this.meter = meter;
    this.batching = (model, use, counted) -> new Batcher(model, use, options, counted, threads);
    meter.show(this::versions);
  }

  Collection<ServedModel> models() {
    return models.values();
  }

  Optional<ServedModel> model(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /** All that can be asked, or could not be loaded, or still answer what they were asked before. */
  List<ServedVersion> versions() {
    return Stream.concat(
            models.values().stream().flatMap(each -> each.all().stream()),
            draining.stream().filter(each -> each.state() != State.END))
        .distinct()
        .toList();
  }

  /**
   * The version that answers, in use until the caller leaves it.
   *
   * @param number of the version; empty for the newest
   * @throws Refusal if there is none, in TensorFlow Serving's words
   */
  ServedVersion enter(String name, OptionalLong number) {
    ServedModel model = models.get(name);
    if (model != null) {
      ServedVersion version =
          number.isPresent()
              ? model.versions().get(number.getAsLong())
              : model.versions().isEmpty() ? null : model.versions().lastEntry().getValue();
      if (version != null && version.enter()) {
        return version;
      }
    }
    throw new Refusal(
        Refusal.NOT_FOUND,
        "Servable not found for request: "
            + (number.isPresent()
                ? "Specific(%s, %d)".formatted(name, number.getAsLong())
                : "Latest(%s)".formatted(name)));
  }

  /**
   * Looks what lies in the folder, and serves that; nothing once it is closed.
   *
   * @return whether all that lies there was looked at twice
   */
  synchronized boolean look() {
    if (closed) {
      return true;
    }
    draining.removeIf(each -> each.state() == State.END);
    Map<String, TreeMap<Long, Found>> found;
    try {
      found = folder.look();
      problem = "";
    } catch (IOException e) {
      String words = FileFailure.words(e);
      if (!words.equals(problem)) {
        LOG.log(Level.ERROR, "the models'' folder cannot be read: {0}", words);
        problem = words;
      }
      return true;
    }
    boolean settled = true;
    Set<String> names = new HashSet<>(found.keySet());
    names.addAll(models.keySet());
    for (String name : names) {
      settled &= look(name, found.getOrDefault(name, new TreeMap<>()));
    }
    seen.keySet()
        .retainAll(
            found.values().stream()
                .flatMap(each -> each.values().stream())
                .map(Found::path)
                .collect(Collectors.toSet()));
    return settled;
  }

  private boolean look(String name, TreeMap<Long, Found> found) {
    ServedModel model = models.containsKey(name) ? models.get(name).copy() : ServedModel.none(name);
    boolean settled = true;
    int newest = 0;
    for (Found each : found.descendingMap().values()) {
      if (newest == options.versions()) {
        break;
      }
      Optional<Stamp> stamp = stamp(each);
      if (stamp.isEmpty() || !stamp.get().equals(seen.put(each.path(), stamp.get()))) {
        settled = false;
      } else {
        load(model, each, stamp.get());
      }
      newest += model.versions().containsKey(each.version()) ? 1 : 0;
    }
    return settled & unload(model, found);
  }

  private static Optional<Stamp> stamp(Found found) {
    try {
      return Optional.of(Stamp.of(found.path()));
    } catch (IOException e) {
      return Optional.empty(); // it is on its way
    }
  }

  private void load(ServedModel model, Found found, Stamp stamp) {
    long number = found.version();
    ServedVersion old = model.versions().get(number);
    ServedVersion failed = model.failed().get(number);
    if (old != null && stamp.equals(old.stamp())
        || failed != null && stamp.equals(failed.stamp())) {
      return;
    }
    try {
      Servable servable = Servable.load(found.path(), KerasClasses.BUILT_IN);
      ServedVersion version =
          ServedVersion.loaded(found, stamp, servable, meter.of(model.name()), batching);
      model.failed().remove(number);
      model.versions().put(number, version);
      if (old != null) {
        draining.add(old);
      }
      publish(model);
      LOG.log(Level.INFO, "{0} version {1}: {2}", model.name(), text(number), text(version));
      if (!ModelPath.canName(model.name())) {
        LOG.log(Level.WARNING, "{0} cannot be asked: its name has a %, :, ; or \\", model.name());
      }
      if (old != null) {
        old.unload();
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      String why =
          e instanceof IOException io ? FileFailure.words(io) : String.valueOf(e.getMessage());
      model.failed().put(number, ServedVersion.failed(found, stamp, why));
      publish(model);
      LOG.log(
          Level.ERROR,
          "{0} version {1} is not served{2}: {3}",
          model.name(),
          text(number),
          old == null ? "" : ", the one before it still is",
          why);
    }
  }

  /** Those that are gone at two looks, and those that newer ones replace. */
  private boolean unload(ServedModel model, TreeMap<Long, Found> found) {
    boolean settled = true;
    int newer = 0;
    List<ServedVersion> gone = new ArrayList<>();
    for (ServedVersion each : List.copyOf(model.versions().descendingMap().values())) {
      boolean missing = !found.containsKey(each.number());
      if (missing && missed.add(each.path())) {
        settled = false;
      } else if (missing || newer >= options.versions()) {
        model.versions().remove(each.number());
        gone.add(each);
        missed.remove(each.path());
        continue;
      } else {
        missed.remove(each.path());
      }
      newer++;
    }
    model.failed().keySet().removeIf(each -> !found.containsKey(each));
    draining.addAll(gone);
    publish(model);
    for (ServedVersion each : gone) {
      LOG.log(Level.INFO, "{0} version {1}: unloaded", each.name(), text(each.number()));
      each.unload();
    }
    return settled;
  }

  private void publish(ServedModel model) {
    SortedMap<String, ServedModel> next = new TreeMap<>(models);
    if (model.isEmpty()) {
      next.remove(model.name());
    } else {
      next.put(model.name(), model.copy());
    }
    models = next;
  }

  /** Without the groups of digits that a message format puts. */
  private static String text(long number) {
    return Long.toString(number);
  }

  private static String text(ServedVersion version) {
    LoadedModel model = version.signatures().values().iterator().next();
    return "%s to %s"
        .formatted(
            Spec.text(model.fed().stream().map(End::spec).toList()),
            Spec.text(model.fetched().stream().map(End::spec).toList()));
  }

  /** In a line each. */
  @Override
  public String toString() {
    return versions().stream()
        .map(each -> each.name() + " " + each.number())
        .collect(Collectors.joining(", "));
  }

  /** Unloads all; each is freed when nobody uses it. */
  @Override
  public synchronized void close() {
    closed = true;
    SortedMap<String, ServedModel> last = models;
    models = new TreeMap<>();
    last.values().forEach(model -> model.versions().values().forEach(ServedVersion::unload));
  }
}
