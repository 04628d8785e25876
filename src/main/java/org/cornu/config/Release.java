package org.cornu.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Cornu this is. */
public final class Release {

  private Release() {}

  /** Its version, which the build writes into a resource. */
  public static String version() {
    try (InputStream in = Release.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read version.properties", e);
    }
  }
}
