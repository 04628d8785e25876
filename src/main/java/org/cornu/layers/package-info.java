/** The layers, one record each, and {@link org.cornu.layers.Layers}, their factories. */
package org.cornu.layers;
