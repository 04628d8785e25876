/**
 * The functions that layers apply to their outputs, and {@link org.cornu.activations.Activations},
 * their factories.
 */
package org.cornu.activations;
