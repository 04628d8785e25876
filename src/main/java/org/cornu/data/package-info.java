/**
 * Data sets: samples with their labels, from arrays or from files (IDX, image folders, CSV), in
 * memory or left in their files, and the MNIST digits that ship with Cornu.
 */
package org.cornu.data;
