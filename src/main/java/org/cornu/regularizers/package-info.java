/** What makes weights and outputs cost something, under Keras's names. */
package org.cornu.regularizers;
