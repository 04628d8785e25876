/** Where weights must stay, under Keras's names. */
package org.cornu.constraints;
