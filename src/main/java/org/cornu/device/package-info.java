/**
 * What TensorFlow computes on in this process: devices, threads, sessions, and whose turn it is.
 */
package org.cornu.device;
