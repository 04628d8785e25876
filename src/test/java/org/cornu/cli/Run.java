package org.cornu.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What one run of the command line left behind. */
record Run(int code, String out, String err) {

  static Run of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The same on few training samples, all that it writes going to one folder. */
  static Run small(Path folder, int samples, String args) {
    return of(smallArgs(folder, samples, args));
  }

  static String[] smallArgs(Path folder, int samples, String args) {
    return "%s --train-samples %d --out %s --models-dir %s"
        .formatted(args, samples, folder.resolve("results"), folder.resolve("models"))
        .split(" ");
  }
}
