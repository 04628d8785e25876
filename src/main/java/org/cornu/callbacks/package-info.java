/** What watches and steers a run of {@code fit}, under Keras's names. */
package org.cornu.callbacks;
