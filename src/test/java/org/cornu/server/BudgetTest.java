package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void aShareIsGivenBackOnceAndWhole() {
    Budget budget = new Budget(10);
    Budget.Share first = budget.share();
    Budget.Share second = budget.share();
    assertThat(first.take(4)).isTrue();
    assertThat(first.take(3)).isTrue();
    assertThat(second.take(4)).isFalse();
    assertThat(second.take(3)).isTrue();
    first.giveBack();
    first.giveBack();
    assertThat(second.take(8)).isFalse();
    assertThat(second.take(7)).isTrue();
  }
}
