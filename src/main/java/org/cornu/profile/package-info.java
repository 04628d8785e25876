/** What TensorFlow measured of training steps: which op and which layer takes how long. */
package org.cornu.profile;
