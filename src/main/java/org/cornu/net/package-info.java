/**
 * A net as a value: layers and calls, the walk over their shapes, the forward pass, the summary.
 */
package org.cornu.net;
