/** A net as a value: nodes, the walk over their shapes, the forward pass, the summary. */
package org.cornu.net;
