/**
 * Functions of Keras's {@code keras.ops} as layers without weights, and {@link
 * org.cornu.functions.Functions}, their factories.
 */
package org.cornu.functions;
