package org.cornu.saving;

import org.cornu.net.Names;

/** The groups of a model's layers in a weights file, counted by class in the layers' order. */
final class LayerKeys {

  private final String parent;
  private final Names names = new Names();

  /**
   * Starts to count.
   *
   * @param parent the group of the model that the layers are in; empty for the outermost
   */
  LayerKeys(String parent) {
    this.parent = parent.isEmpty() ? "" : parent + "/";
  }

  /** The next layer's group. */
  String next(String className) {
    return parent + "layers/" + names.next(className);
  }
}
