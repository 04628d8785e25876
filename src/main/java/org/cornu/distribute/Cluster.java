package org.cornu.distribute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processes that train a net together, and which of them this one is.
 *
 * @param workers where each listens, as {@code host:port}; the first is the chief, which alone
 *     writes files
 * @param task this process's place among them, from 0
 */
public record Cluster(List<String> workers, int task) {

  /** The environment variable that TensorFlow, Kubeflow and the clouds set. */
  public static final String VARIABLE = "TF_CONFIG";

  public Cluster {
    workers = List.copyOf(workers);
    for (String address : workers) {
      if (!address.matches("[^\\s:/]+:\\d{1,5}|\\[[0-9a-fA-F:.]+]:\\d{1,5}")) {
        throw new IllegalArgumentException(
            "a cluster needs addresses such as host:2222, got \"%s\"".formatted(address));
      }
    }
    if (workers.stream().distinct().count() < workers.size()) {
      throw new IllegalArgumentException(
          "a cluster needs workers of different addresses, got " + workers);
    }
    if (task < 0 || task >= workers.size()) {
      throw new IllegalArgumentException(
          "a cluster of %d workers needs a task from 0 to %d, got %d"
              .formatted(workers.size(), workers.size() - 1, task));
    }
  }

  /** Of these workers. */
  public static Cluster of(List<String> workers, int task) {
    Objects.requireNonNull(workers, "Cluster.of needs the workers' addresses, got null");
    return new Cluster(workers, task);
  }

  /**
   * As the environment variable {@code TF_CONFIG} says, for example <code>
   * {"cluster": {"worker": ["10.0.0.1:2222", "10.0.0.2:2222"]}, "task": {"type": "worker", "index":
   * 0}}</code>. A {@code chief} comes before the workers.
   *
   * @throws IllegalStateException if it is not set
   * @throws IllegalArgumentException if it says something else
   */
  public static Cluster ofEnvironment() {
    return of(System.getenv());
  }

  static Cluster of(Map<String, String> environment) {
    String text = environment.get(VARIABLE);
    if (text == null) {
      throw new IllegalStateException(
          VARIABLE + " needs to name the workers and this process's task, is not set");
    }
    try {
      return read(JsonMapper.shared().readTree(text));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          VARIABLE
              + " needs a cluster of workers and a task among them, got %s: %s"
                  .formatted(text, e.getMessage()),
          e);
    }
  }

  private static Cluster read(JsonNode config) {
    JsonNode jobs = config.path("cluster");
    jobs.propertyNames()
        .forEach(
            job -> {
              if (!job.equals("chief") && !job.equals("worker")) {
                throw new IllegalArgumentException("there is no use for the job \"" + job + "\"");
              }
            });
    List<String> workers = new ArrayList<>();
    jobs.path("chief").forEach(each -> workers.add(each.asString()));
    int chiefs = workers.size();
    jobs.path("worker").forEach(each -> workers.add(each.asString()));
    JsonNode task = config.path("task");
    String type = task.path("type").asString("");
    if (!type.equals("worker") && !type.equals("chief")) {
      throw new IllegalArgumentException("the task is of type \"" + type + "\"");
    }
    int index = task.path("index").asInt(-1);
    return new Cluster(workers, type.equals("chief") ? index : index + chiefs);
  }

  /** What {@code TF_CONFIG} says of this in the environment of the process. */
  public String text() {
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "cluster",
                Map.of("worker", workers),
                "task",
                Map.of("type", "worker", "index", task)));
  }

  /** Whether this process is the one that writes files. */
  public boolean isChief() {
    return task == 0;
  }
}
