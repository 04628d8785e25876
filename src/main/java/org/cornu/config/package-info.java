/** Configurations as Keras writes them: named values, and the classes that are made from them. */
package org.cornu.config;
