/** Stored models behind HTTP, as TensorFlow Serving offers them. Nothing here trains. */
package org.cornu.server;
