package org.cornu.config;

/**
 * A configuration that cannot be used; the message names the place, what is needed and what came.
 */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** With a message. */
  public ConfigException(String message) {
    super(message);
  }

  /** With a message and what led to it. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
