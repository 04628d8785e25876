/**
 * The page that {@code serve} shows at {@code /}: one static file, and the JSON and pictures that
 * it asks for. It knows results on disk and the test images, and neither a net nor a server.
 */
package org.cornu.page;
