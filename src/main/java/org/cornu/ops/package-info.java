/** Ops chosen for speed, each with its measured gain, and the switch that leaves them out. */
package org.cornu.ops;
