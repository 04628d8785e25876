/** Nets that are ready to be trained. */
package org.cornu.zoo;
