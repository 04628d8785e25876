package org.cornu.server;

import java.util.Arrays;
import org.cornu.graph.Spec;
import org.cornu.serving.End;
import org.tensorflow.ndarray.Shape;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads nested arrays of JSON as the samples of one input, and finds their shape. */
final class ArrayReader {

  private static final int UNKNOWN = -1;
  private static final String BESIDE = "one with values beside arrays";

  private final String name;
  private final Spec spec;
  private final Elements<?> elements;
  private final int[] sizes; // of a sample's axes, as far as they are known
  private int leaf = UNKNOWN; // at which depth the scalars are
  private int rows;

  ArrayReader(End input) {
    this.name = input.key();
    this.spec = input.spec();
    this.elements = Elements.of(spec.dtype());
    this.sizes = new int[spec.shape().numDimensions()];
    Arrays.fill(sizes, UNKNOWN);
  }

  /** Reads the value at which a parser stands as one sample. */
  void sample(JsonParser json) {
    value(json, 0);
    rows++;
  }

  /**
   * Reads the text at which a parser stands, in base 64, and the object around it, as one sample.
   */
  void binary(JsonParser json) {
    if (!(elements instanceof TextElements texts)
        || sizes.length > 0
        || json.currentToken() != JsonToken.VALUE_STRING) {
      throw Refusal.badRequest(
          "the input \"%s\" needs %s of shape %s, got bytes in base 64",
          name, spec.dtype().kerasName(), text());
    }
    texts.add(json.getBinaryValue());
    json.nextToken();
    leaf = 0;
    rows++;
  }

  /** Reads the array at which a parser stands as all samples. */
  void samples(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.badRequest(
          "the input \"%s\" needs an array with a value for each sample, got %s",
          name, RequestReader.words(json));
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      sample(json);
    }
  }

  private void value(JsonParser json, int depth) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      scalar(json, depth);
      return;
    }
    if (depth == sizes.length) {
      throw wrongShape("an array with more axes");
    }
    if (leaf != UNKNOWN && depth >= leaf) {
      throw wrongShape(BESIDE);
    }
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      value(json, depth + 1);
      count++;
    }
    if (sizes[depth] == UNKNOWN) {
      sizes[depth] = count;
    } else if (sizes[depth] != count) {
      throw wrongShape("one whose arrays have %d and %d values".formatted(sizes[depth], count));
    }
  }

  private void scalar(JsonParser json, int depth) {
    if (leaf == UNKNOWN) {
      leaf = depth;
    }
    if (leaf != depth || depth < sizes.length && sizes[depth] != UNKNOWN) {
      throw wrongShape(BESIDE);
    }
    if (!elements.add(json)) {
      throw Refusal.badRequest(
          "the input \"%s\" needs %s, got %s",
          name, spec.dtype().kerasName(), RequestReader.words(json));
    }
  }

  private Refusal wrongShape(String came) {
    return Refusal.badRequest(
        "the input \"%s\" needs samples of shape %s, got %s", name, text(), came);
  }

  private String text() {
    return Spec.floats(spec.shape()).toString();
  }

  /** How many samples were read. */
  int rows() {
    return rows;
  }

  /** Whether bare scalars came where an array of one was asked for. */
  boolean bare() {
    return leaf == 0 && sizes.length > 0;
  }

  /**
   * What was read.
   *
   * @throws Refusal if it has another shape than the input
   */
  Column column() {
    Shape wanted = spec.shape();
    if (bare() && !wanted.hasUnknownDimension() && wanted.size() == 1) {
      return new Column(rows, wanted, elements);
    }
    long[] found = new long[sizes.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = sizes[i];
    }
    boolean whole = leaf == sizes.length || elements.size() == 0;
    for (int i = 0; i < found.length; i++) {
      long size = wanted.get(i);
      if (found[i] == UNKNOWN && elements.size() == 0) {
        found[i] = Math.max(size, 0);
      }
      whole &= size == Shape.UNKNOWN_SIZE || size == found[i];
    }
    if (!whole) {
      int axes = leaf == UNKNOWN ? sizes.length : leaf;
      throw wrongShape(Spec.floats(Shape.of(Arrays.copyOf(found, axes))).toString());
    }
    return new Column(rows, Shape.of(found), elements);
  }
}
