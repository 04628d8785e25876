/** Files written whole or not at all, and the one kind of CSV. */
package org.cornu.files;
