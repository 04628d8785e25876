/**
 * Data sets: samples in named parts, from arrays, from files (IDX, image folders, CSV) or from a
 * source of one's own, in memory or left where they are, and the MNIST digits that ship with Cornu.
 */
package org.cornu.data;
