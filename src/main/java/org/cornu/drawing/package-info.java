/** Whether Java can draw here, and pictures saved as PNG: what charts and plots of nets share. */
package org.cornu.drawing;
