/** The losses, one record each, and {@link org.cornu.losses.Losses}, their factories. */
package org.cornu.losses;
