/** The graph that trains a net, and the loops that run it. */
package org.cornu.train;
