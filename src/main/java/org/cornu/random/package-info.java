/** Every draw that Cornu makes, as a pure function of the net's seed. */
package org.cornu.random;
