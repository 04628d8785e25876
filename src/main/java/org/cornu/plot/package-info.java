/**
 * A net drawn as a picture: boxes and arrows, laid out in layers, as PNG or SVG. It knows no nets,
 * only a {@link org.cornu.plot.Diagram} of one.
 *
 * <pre>{@code
 * Diagram diagram = Diagram.of("mine",
 *     List.of(
 *         Box.of("a", "image", "InputLayer").outputs("(None, 784)"),
 *         Box.of("b", "dense", "Dense").inputs("(None, 784)").outputs("(None, 10)")),
 *     List.of(new Arrow("a", "b")));
 * Plot.of(diagram).write(Path.of("mine.svg"));
 * }</pre>
 */
package org.cornu.plot;
