/**
 * Cornu on Apache Spark: training by a barrier stage, answers for a data frame, independent trials
 * as tasks. It comes in a jar of its own, of the classifier {@code spark}.
 */
package org.cornu.spark;
