/** Nets on disk. */
package org.cornu.saving;
