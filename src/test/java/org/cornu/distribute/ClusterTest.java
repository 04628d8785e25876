package org.cornu.distribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTest {

  private static Cluster of(String config) {
    return Cluster.of(Map.of(Cluster.VARIABLE, config.replace('\'', '"')));
  }

  @Test
  void isReadFromTheEnvironment() {
    Cluster cluster =
        of(
            "{'cluster': {'worker': ['a:1', '10.0.0.2:2222']}, 'task': {'type': 'worker', 'index': 1}}");
    assertThat(cluster.workers()).containsExactly("a:1", "10.0.0.2:2222");
    assertThat(cluster.task()).isEqualTo(1);
    assertThat(cluster.isChief()).isFalse();
  }

  @Test
  void aChiefComesFirst() {
    String jobs = "{'cluster': {'worker': ['b:1', 'c:1'], 'chief': ['a:1']}, 'task': ";
    Cluster chief = of(jobs + "{'type': 'chief', 'index': 0}}");
    assertThat(chief.workers()).containsExactly("a:1", "b:1", "c:1");
    assertThat(chief.isChief()).isTrue();
    assertThat(of(jobs + "{'type': 'worker', 'index': 1}}").task()).isEqualTo(2);
  }

  @Test
  void withoutTheVariableItSaysSo() {
    assertThatThrownBy(() -> Cluster.of(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("TF_CONFIG needs to name the workers and this process's task, is not set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | Unrecognized token",
        "{} | the task is of type \"\"",
        "{'cluster': {'ps': ['a:1']}, 'task': {'type': 'ps', 'index': 0}} | no use for the job \"ps\"",
        "{'cluster': {'worker': ['a:1']}, 'task': {'type': 'worker', 'index': 1}} | got 1",
        "{'cluster': {'worker': ['a']}, 'task': {'type': 'worker', 'index': 0}} | got \"a\"",
        "{'cluster': {'worker': ['a:1','a:1']}, 'task': {'type': 'worker', 'index': 0}} | different"
      })
  void anythingElseIsRefused(String config, String reason) {
    assertThatThrownBy(() -> of(config.replace("'", "\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TF_CONFIG needs a cluster of workers and a task among them, got ")
        .hasMessageContaining(reason);
  }

  @Test
  void isAValue() {
    assertThat(Cluster.of(List.of("a:1"), 0)).isEqualTo(Cluster.of(List.of("a:1"), 0));
  }
}
