/**
 * Runs of {@code fit}: how to train, and the loop that does. A user needs {@link
 * org.cornu.train.Fit} alone; what else is public serves the packages above and may change.
 */
package org.cornu.train;
