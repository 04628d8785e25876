package org.cornu.spark;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskInterruptListener;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Spark's barrier stages, which its interface for Java lacks. */
final class Barrier {

  private Barrier() {}

  /** What a task does. */
  @FunctionalInterface
  interface Task<T> extends Callable<Iterator<T>>, Serializable {}

  /** As a function of Scala's. */
  @FunctionalInterface
  private interface Stage<T>
      extends Function1<scala.collection.Iterator<Integer>, scala.collection.Iterator<T>>,
          Serializable {}

  /**
   * Runs so many tasks at once; what they give, in any order. It comes by a shuffle, as Spark
   * starts a barrier stage again only where another stage follows it.
   */
  static <T> List<T> run(JavaSparkContext spark, int tasks, Task<T> task) {
    JavaRDD<Integer> places = spark.parallelize(Collections.nCopies(tasks, 0), tasks);
    Stage<T> stage = none -> CollectionConverters.asScala(interruptible(task));
    ClassTag<T> type = ClassTag$.MODULE$.apply(Object.class);
    return new JavaRDD<>(places.rdd().barrier().mapPartitions(stage, false, type), type)
        .repartition(1)
        .collect();
  }

  /** A task that Spark kills ends its {@code fit} after the batch at hand. */
  static <T> T interruptible(Callable<T> task) {
    Thread thread = Thread.currentThread();
    TaskInterruptListener listener = (context, reason) -> thread.interrupt();
    TaskContext.get().addTaskInterruptListener(listener);
    try {
      return task.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a task of Cornu's failed: " + e, e);
    }
  }
}
