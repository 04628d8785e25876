package org.cornu.graph;

import java.util.regex.Pattern;
import org.tensorflow.op.Ops;

/**
 * The scopes of calls in a graph. An op's name may hold letters, digits, {@code _}, {@code -} and
 * {@code .}, a layer's anything: other characters are written as their number in hexadecimal
 * between hyphens, {@code my-20-dense}, so that two names never give one scope, and the scope tells
 * the name.
 */
public final class Scopes {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_.\\-/]*");
  private static final Pattern NUMBER = Pattern.compile("-([0-9a-f]{1,6})-");

  private Scopes() {}

  /**
   * A scope that a call has to itself, {@code conv2d.relu} for {@code conv2d/relu}: within {@code
   * conv2d} an op's name would no longer tell its call.
   */
  static Ops flat(Ops tf, String call) {
    return tf.withSubScope(legal(call.replace('/', '.')));
  }

  /** A name or path as a part of an op's name. */
  static String legal(String name) {
    if (LEGAL.matcher(name).matches() && !NUMBER.matcher(name).find()) {
      return name;
    }
    StringBuilder legal = new StringBuilder();
    name.codePoints()
        .forEach(
            each -> {
              String character = Character.toString(each);
              boolean plain = each != '-' && LEGAL.matcher(character).matches();
              legal.append(plain ? character : "-" + Integer.toHexString(each) + "-");
            });
    return legal.toString();
  }

  /** The name of a scope's call, {@code conv2d.relu} for {@code conv2d/relu}. */
  public static String call(String scope) {
    StringBuilder name = new StringBuilder();
    var numbers = NUMBER.matcher(scope);
    while (numbers.find()) {
      numbers.appendReplacement(name, "");
      name.appendCodePoint(Integer.parseInt(numbers.group(1), 16));
    }
    return numbers.appendTail(name).toString();
  }
}
