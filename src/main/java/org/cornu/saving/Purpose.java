package org.cornu.saving;

/** What a stored model is read for, and so how much of it. */
public enum Purpose {
  /** Its layers. */
  DEFINE,
  /** Layers and weights. */
  PREDICT,
  /** Layers, weights, what it was compiled with, and how far it has come. */
  TRAIN
}
