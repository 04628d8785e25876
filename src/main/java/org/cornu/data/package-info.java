/**
 * Data sets: samples with their labels, from arrays or from files (IDX, image folders, CSV), and
 * the MNIST digits that ship with Cornu.
 */
package org.cornu.data;
