package org.cornu.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.ndarray.Shape;

/**
 * The equation of an {@link EinsumDense}: {@code ab,bc->ac}, {@code ...b,bc->...c} or {@code
 * ab...,bc->ac...}, the batch counted.
 *
 * @param text as it was given
 * @param input the letters of the input's axes that have one
 * @param kernel the letters of the kernel's
 * @param output the letters of the output's that have one
 */
record EinsumEquation(String text, String input, String kernel, String output) {

  private static final String DOTS = "...";
  private static final Pattern FORM =
      Pattern.compile("(\\.{3})?([a-zA-Z]+)(\\.{3})?,([a-zA-Z]+)->(\\.{3})?([a-zA-Z]+)(\\.{3})?");

  /**
   * Shapes that fit the equation.
   *
   * @param output of a sample
   * @param kernel of the weight, as its letters say
   * @param inputAxes of the kernel that the input has and the output has not
   */
  record Shapes(Shape output, Shape kernel, List<Integer> inputAxes) {}

  static EinsumEquation of(String equation) {
    Matcher form = FORM.matcher(equation);
    boolean fits = form.matches();
    boolean left = fits && form.group(1) != null;
    boolean right = fits && form.group(3) != null;
    if (!fits
        || left && right
        || left != (form.group(5) != null)
        || right != (form.group(7) != null)) {
      throw new IllegalArgumentException(
          "einsumDense needs an equation like ab,bc->ac, ...b,bc->...c or ab...,bc->ac..., got \"%s\""
              .formatted(equation));
    }
    return new EinsumEquation(equation, form.group(2), form.group(4), form.group(6));
  }

  private boolean elidesLeft() {
    return text.startsWith(DOTS);
  }

  private boolean elides() {
    return text.contains(DOTS);
  }

  /** How many axes of an input with its batch have no letter. */
  private int elided(int rank) {
    int elided = rank - input.length();
    if (elided < 0 || elided > 0 && !elides()) {
      throw new IllegalArgumentException(
          "needs an input of %s%d axes, the batch counted, by its equation %s, got %d"
              .formatted(elides() ? "at least " : "", input.length(), text, rank));
    }
    return elided;
  }

  /**
   * The equation with a letter for each axis. Where dots in front stand for two axes or more,
   * TensorFlow 2.18's op gives other numbers than NumPy, also in Keras.
   */
  String spelled(int rank) {
    StringBuilder dots = new StringBuilder();
    String taken = input + kernel + output;
    for (char axis = 'A'; dots.length() < elided(rank); axis = next(axis)) {
      if (taken.indexOf(axis) < 0) {
        dots.append(axis);
      }
    }
    return text.replace(DOTS, dots);
  }

  /**
   * Over how many of its last axes the input is multiplied with the kernel, of which they are the
   * first, as matrices are; 0 if the equation asks for something else.
   */
  int summedAsMatrix() {
    int most = elidesLeft() ? input.length() : elides() ? 0 : input.length() - 1;
    for (int summed = 1; summed <= most; summed++) {
      int kept = input.length() - summed;
      String given = input.substring(0, kept) + kernel.substring(Math.min(summed, kernel.length()));
      if (kernel.startsWith(input.substring(kept)) && output.equals(given)) {
        return summed;
      }
    }
    return 0;
  }

  private static char next(char letter) {
    return letter == 'Z' ? 'a' : (char) (letter + 1);
  }

  /**
   * The shapes for an input.
   *
   * @param sample without the batch
   * @param given the sizes of the output that the user gave, without the batch and elided axes
   */
  Shapes shapes(Shape sample, List<Long> given) {
    int rank = sample.numDimensions() + 1;
    int elided = elided(rank);
    List<Long> in = new ArrayList<>(List.of(Layers.ANY));
    for (long size : sample.asArray()) {
      in.add(size);
    }
    List<Long> out = new ArrayList<>(given);
    out.add(0, Layers.ANY);
    if (elidesLeft()) {
      out.addAll(1, in.subList(1, Math.max(1, elided)));
    } else {
      out.addAll(in.subList(rank - elided, rank));
    }
    int skipped = elidesLeft() ? elided : 0;
    if (out.size() != output.length() + elided) {
      throw new IllegalArgumentException(
          "needs an output shape of %d sizes by its equation %s, got %s"
              .formatted(output.length() - (elidesLeft() && elided > 0 ? 0 : 1), text, given));
    }
    Map<Character, Long> inputs = sizes(input, in, skipped);
    Map<Character, Long> outputs = sizes(output, out, skipped);
    resolve(inputs, outputs, out, skipped);
    List<Integer> summed = new ArrayList<>();
    long[] kernelSizes = new long[kernel.length()];
    for (int i = 0; i < kernelSizes.length; i++) {
      char axis = kernel.charAt(i);
      boolean isOutput = outputs.containsKey(axis);
      if (!isOutput && !inputs.containsKey(axis)) {
        throw new IllegalArgumentException(
            "needs each axis of the kernel in input or output, got %s in %s".formatted(axis, text));
      }
      kernelSizes[i] = (isOutput ? outputs : inputs).get(axis);
      if (!isOutput) {
        summed.add(i);
      }
    }
    long[] sizes = out.stream().skip(1).mapToLong(size -> size).toArray();
    return new Shapes(Shape.of(sizes), Shape.of(kernelSizes), summed);
  }

  private static Map<Character, Long> sizes(String letters, List<Long> sizes, int skipped) {
    Map<Character, Long> named = new LinkedHashMap<>();
    for (int i = 0; i < letters.length(); i++) {
      named.put(letters.charAt(i), sizes.get(i + skipped));
    }
    return named;
  }

  /** Sizes that both have must agree; one that the user left open is the input's. */
  private void resolve(
      Map<Character, Long> inputs, Map<Character, Long> outputs, List<Long> out, int skipped) {
    for (int i = 0; i < output.length(); i++) {
      char axis = output.charAt(i);
      long size = outputs.get(axis);
      Long read = inputs.get(axis);
      if (read == null && kernel.indexOf(axis) < 0) {
        throw new IllegalArgumentException(
            "needs each axis of the output in input or kernel, got %s in %s".formatted(axis, text));
      }
      if (read != null && size != Layers.ANY && read != Layers.ANY && size != read) {
        throw new IllegalArgumentException(
            "needs the input's size of axis %s in its output shape, %d, got %d"
                .formatted(axis, read, size));
      }
      if (read != null && size == Layers.ANY) {
        outputs.put(axis, read);
        out.set(i + skipped, read);
      }
    }
  }

  /** The bias's shape, which has a 1 for each axis after its first that it has not. */
  Shape bias(String axes, Shape sample, List<Long> given) {
    Shape whole = shapes(sample, given).output;
    int elided = elided(sample.numDimensions() + 1);
    int skipped = elidesLeft() ? elided : 0;
    int first = output.length();
    for (char axis : axes.toCharArray()) {
      if (output.indexOf(axis) < 0) {
        throw new IllegalArgumentException(
            "needs a bias along axes of its output, got %s for %s".formatted(axis, text));
      }
      first = Math.min(first, output.indexOf(axis));
    }
    List<Long> sizes = new ArrayList<>();
    for (int i = first; i < output.length(); i++) {
      boolean has = axes.indexOf(output.charAt(i)) >= 0;
      int at = i + skipped - 1;
      sizes.add(has ? at < 0 ? Layers.ANY : whole.get(at) : 1);
    }
    for (int i = 0; i < elided && !elidesLeft(); i++) {
      sizes.add(1L);
    }
    return Shape.of(sizes.stream().mapToLong(size -> size).toArray());
  }
}
