/** The graph that trains a net, a step at a time: it is built here, and no session is opened. */
package org.cornu.step;
