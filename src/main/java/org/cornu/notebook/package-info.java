/** How values look in a notebook whose kernel is JJava; it finds this room by itself. */
package org.cornu.notebook;
