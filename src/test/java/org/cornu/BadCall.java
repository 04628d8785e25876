package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A row of a table of what users get wrong.
 *
 * @param what is wrong
 * @param call that must be refused
 * @param words that the message must hold: the place, what it needs, what came
 */
record BadCall(String what, ThrowingCallable call, List<String> words) {

  static BadCall row(String what, ThrowingCallable call, String... words) {
    return new BadCall(what, call, List.of(words));
  }

  void assertRefusedInWords() {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as(what).isNotNull();
    assertThat(thrown.getMessage()).as(what).isNotNull().contains(words);
    assertThat(thrown.getMessage()).as(what).doesNotContain("because \"").hasSizeLessThan(300);
  }

  @Override
  public String toString() {
    return what;
  }
}
