package org.cornu.saving;

/**
 * What a file says of a layer and the net does not.
 *
 * @param layer its name in the net
 * @param text what the file says, and what happens in its place
 * @param touches what would be another one for it
 */
public record Remark(String layer, String text, Touches touches) {

  /** What a remark is of interest to. */
  public enum Touches {
    /** Weights that are drawn anew. */
    FIRST_VALUES,
    /** Training on from the weights in the file. */
    TRAINING,
    /** What the net answers. */
    PREDICTION
  }

  /** Whether it is of interest to this. */
  public boolean touches(Touches one) {
    return touches == one;
  }

  /** With the layer's name. */
  @Override
  public String toString() {
    return "layer \"%s\": %s".formatted(layer, text);
  }
}
