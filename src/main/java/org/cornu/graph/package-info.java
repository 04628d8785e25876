/**
 * What stands between layers and TensorFlow: variables, the scope in which a layer emits its ops,
 * the backward pass, and ops chosen for speed.
 */
package org.cornu.graph;
