/** The metrics, one record each, and {@link org.cornu.metrics.Metrics}, their factories. */
package org.cornu.metrics;
