package org.cornu.cli;

import java.io.Console;
import java.io.PrintStream;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.EpochLines;
import org.cornu.callbacks.ProgressBar;

/** Whether somebody is watching. */
final class Terminal {

  private Terminal() {}

  /** A bar that moves on a terminal; elsewhere, as in a file or a pipe, a line an epoch. */
  static Callback progress(PrintStream out) {
    return out == System.out && isTerminal(System.console())
        ? new ProgressBar(out)
        : new EpochLines(out);
  }

  /** JDK 22 to 24 have a console without a terminal too, and a method that tells, new in 22. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
