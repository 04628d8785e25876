/**
 * What stands between layers and TensorFlow: variables, the scope in which a layer emits its ops,
 * and the backward pass.
 */
package org.cornu.graph;
