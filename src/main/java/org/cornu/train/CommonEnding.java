package org.cornu.train;

import org.cornu.callbacks.Ending;

/**
 * How processes that train together end at once: each says with every batch, and after every epoch,
 * whether its run is to end, and all heed what one says.
 */
final class CommonEnding {

  private static final float BREAK_OFF = 1;

  /** More than all that break off. */
  private static final float STOP = 1 << 16;

  private final Run run;
  private final boolean isAmongOthers;
  private boolean told;

  CommonEnding(Run run, boolean isAmongOthers) {
    this.run = run;
    this.isAmongOthers = isAmongOthers;
  }

  /** What to say: a number that is added to that of the others; 0 to go on. */
  float wish() {
    return !isAmongOthers || run.ending().isEmpty()
        ? 0
        : run.ending().get() instanceof Ending.Stopped ? STOP : BREAK_OFF;
  }

  /** Heeds what all have said. */
  void heed(float wishes) {
    if (wishes >= STOP) {
      run.stop();
    } else if (wishes > 0) {
      run.breakOff();
    }
    told = wishes > 0;
  }

  /**
   * Whether no further batch is to begin: alone as soon as it is decided; else once all know, and
   * not before, as the others would wait for this process.
   */
  boolean isNow() {
    return isAmongOthers ? told : run.ending().isPresent();
  }
}
