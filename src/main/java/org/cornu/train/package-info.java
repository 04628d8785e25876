/**
 * The graph that trains a net, and the loops that run it. A user needs {@link org.cornu.train.Fit}
 * alone; what else is public serves the packages above and may change.
 */
package org.cornu.train;
