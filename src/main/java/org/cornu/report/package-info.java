/**
 * What training leaves for people to read: CSV, charts, and the report that compares models. Knows
 * only plain records of {@link org.cornu.history} and samples of {@link org.cornu.data}.
 */
package org.cornu.report;
