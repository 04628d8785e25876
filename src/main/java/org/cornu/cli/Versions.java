package org.cornu.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.IVersionProvider;

/** Which versions of what are running. */
final class Versions implements IVersionProvider {

  /** Cornu's own version, which the build writes into a resource. */
  static String cornu() {
    try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read version.properties", e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"cornu " + cornu(), tensorFlow(), "Java " + Runtime.version()};
  }

  private static String tensorFlow() {
    try {
      return "TensorFlow " + TensorFlow.version();
    } catch (LinkageError e) {
      return Failure.line(e);
    }
  }
}
