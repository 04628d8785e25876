/** Batches on their way from a data set into a graph. */
package org.cornu.feed;
