/**
 * What a user types first: a {@link org.cornu.Sequential} compiles to a {@link org.cornu.Model}.
 */
package org.cornu;
