package org.cornu.saving;

/**
 * What a file says of a layer and the net does not.
 *
 * @param layer its name in the net
 * @param text what it is, and what happens in its place
 * @param shapesTraining whether training on would be another one
 */
public record Remark(String layer, String text, boolean shapesTraining) {

  /** With the layer's name. */
  @Override
  public String toString() {
    return "layer \"%s\": %s".formatted(layer, text);
  }
}
