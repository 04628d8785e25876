/**
 * Where the graphs run that train one net together: on several devices, or in several processes.
 */
package org.cornu.distribute;
