package org.cornu.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Sessions of Spark, whose executors have what Spark's own distribution gives them, and Cornu. */
final class Spark {

  /** A folder laid out as Spark's distribution is. */
  static final Path HOME = Path.of(System.getenv("SPARK_HOME"));

  private Spark() {}

  /**
   * A session of its own.
   *
   * @param master where its executors run
   * @param serializer Java or Kryo
   */
  static SparkSession session(String master, String serializer) {
    return SparkSession.builder()
        .appName("Cornu's tests")
        .master(master)
        .config("spark.ui.enabled", false)
        .config("spark.log.level", "ERROR")
        .config("spark.driver.host", "127.0.0.1")
        .config(
            "spark.serializer", "org.apache.spark.serializer.%sSerializer".formatted(serializer))
        .config("spark.executor.memory", "1g")
        .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1")
        .config("spark.executor.extraClassPath", besides(jars()))
        .config("spark.executorEnv.TF_CPP_MIN_LOG_LEVEL", "3")
        .config("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s")
        .config("spark.task.maxFailures", 1)
        .config("spark.stage.maxConsecutiveAttempts", 2)
        .getOrCreate();
  }

  /** Lays the folder out: links to all jars that Spark comes with. */
  static List<Path> jars() {
    try {
      Path folder = Files.createDirectories(HOME.resolve("jars"));
      List<Path> jars = paths(Files.readString(HOME.resolveSibling("spark.classpath")));
      for (Path each : jars) {
        Path link = folder.resolve(each.getFileName());
        if (Files.notExists(link)) {
          Files.createSymbolicLink(link, each);
        }
      }
      return jars;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> paths(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
  }

  /** The class path of this process without what Spark has, in whatever version. */
  private static String besides(List<Path> jars) {
    Set<Path> known = jars.stream().map(Spark::artifact).collect(Collectors.toSet());
    return paths(System.getProperty("java.class.path")).stream()
        .filter(each -> !known.contains(artifact(each)))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** In Maven's repository, the folder of all versions. */
  private static Path artifact(Path jar) {
    return jar.getParent().getParent();
  }
}
