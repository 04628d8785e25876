/**
 * What training leaves for people to read: CSV, charts, and the report that compares models. Knows
 * only plain records of {@link org.cornu.history} and samples of {@link org.cornu.data}.
 *
 * <p>For any classifier, not only the five of {@code org.cornu.zoo}:
 *
 * <pre>{@code
 * Trial trial = Trial.of("mine", history, model.evaluate(test))
 *     .net(model.summary(), model.parameters())
 *     .predictions(model.predictions(test), test.classNames());
 * Comparison.of("Mine and yours", List.of(trial, other), test).write(Path.of("results/mine"));
 * }</pre>
 */
package org.cornu.report;
