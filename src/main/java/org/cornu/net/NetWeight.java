package org.cornu.net;

import org.cornu.graph.WeightSpec;

/**
 * A weight at its place in a net.
 *
 * @param path node and weight as Keras writes them: {@code conv2d/kernel}
 * @param spec as the layer declares it
 * @param trainable whether training moves it: its layer's word, unless the node is frozen
 */
public record NetWeight(String path, WeightSpec spec, boolean trainable) {}
