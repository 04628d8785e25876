/** What training, evaluation and prediction gave: plain records, and their CSV. */
package org.cornu.history;
