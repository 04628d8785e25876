/** Layers that make numbers ready for a net, and vary them in training (Keras: preprocessing). */
package org.cornu.preprocessing;
