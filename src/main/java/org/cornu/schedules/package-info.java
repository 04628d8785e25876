/** Learning rates that change from step to step. */
package org.cornu.schedules;
