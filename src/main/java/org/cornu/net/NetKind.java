package org.cornu.net;

/** How Keras's files call a net: both are computed in the same way. */
public enum NetKind {
  /** A chain of layers. */
  SEQUENTIAL("Sequential"),
  /** Of any shape. */
  FUNCTIONAL("Functional");

  private final String className;

  NetKind(String className) {
    this.className = className;
  }

  /** Keras's class. */
  public String className() {
    return className;
  }
}
