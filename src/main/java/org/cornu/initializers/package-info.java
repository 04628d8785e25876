/** How weights start, under Keras's names. */
package org.cornu.initializers;
