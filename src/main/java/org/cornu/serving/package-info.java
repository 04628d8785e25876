/** Nets that only answer: in memory, and as SavedModels. Nothing here knows of training. */
package org.cornu.serving;
