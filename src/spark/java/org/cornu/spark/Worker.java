package org.cornu.spark;

import org.cornu.distribute.Strategy;

/**
 * What a training on Spark knows in one of its tasks.
 *
 * @param strategy by which this task trains with the others: {@code net.distribute(strategy)}
 * @param task this task's place among them, from 0 on; the first one's model and files count
 * @param tasks how many there are
 */
public record Worker(Strategy strategy, int task, int tasks) {}
