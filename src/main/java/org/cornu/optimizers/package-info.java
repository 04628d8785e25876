/**
 * The optimizers, one record each, and {@link org.cornu.optimizers.Optimizers}, their factories.
 */
package org.cornu.optimizers;
