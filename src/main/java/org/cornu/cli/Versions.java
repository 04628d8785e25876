package org.cornu.cli;

import org.cornu.config.Release;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.IVersionProvider;

/** Which versions of what are running. */
final class Versions implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"cornu " + Release.version(), tensorFlow(), "Java " + Runtime.version()};
  }

  private static String tensorFlow() {
    try {
      return "TensorFlow " + TensorFlow.version();
    } catch (LinkageError e) {
      return Failure.line(e);
    }
  }
}
