/** The command line. */
package org.cornu.cli;
