package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cornu.distribute.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code train --cluster} on two networks with addresses of their own and a cable between them, and
 * no folder in common. Needs Linux and root.
 */
@Tag("slow")
@Timeout(240)
class TwoNetworksTest {

  private static final List<String> NAMES = List.of("cornu0", "cornu1");
  private static final Cluster CLUSTER =
      Cluster.of(List.of("10.211.0.1:2222", "10.211.0.2:2222"), 0);

  @TempDir private Path folder;

  private static int ip(String arguments) throws IOException, InterruptedException {
    return new ProcessBuilder(("ip " + arguments).split(" ")).inheritIO().start().waitFor();
  }

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/ns/net")), "this is no Linux");
    removeNetworks(); // of a run that was killed
    for (String name : NAMES) {
      assumeTrue(add(name), "networks cannot be made here");
    }
    ip("link add cable netns cornu0 type veth peer name cable netns cornu1");
    for (int i = 0; i < NAMES.size(); i++) {
      String address = CLUSTER.workers().get(i).replaceAll(":.*", "");
      ip("-n %s address add %s/24 dev cable".formatted(NAMES.get(i), address));
      ip("-n %s link set cable up".formatted(NAMES.get(i)));
      ip("-n %s link set lo up".formatted(NAMES.get(i)));
    }
  }

  private static boolean add(String name) throws InterruptedException {
    try {
      return ip("netns add " + name) == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  @AfterEach
  void end() throws Exception {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    removeNetworks();
  }

  private static void removeNetworks() throws Exception {
    for (String name : NAMES) {
      if (Files.exists(Path.of("/var/run/netns", name))) {
        ip("netns delete " + name);
      }
    }
  }

  private TeamRun run(int task) {
    return new TeamRun(folder.resolve("host" + task), 8);
  }

  private Process start(int task, String options) throws IOException {
    ProcessBuilder builder =
        run(task).process(List.of("ip", "netns", "exec", NAMES.get(task)), "--cluster" + options);
    builder.environment().put(Cluster.VARIABLE, Cluster.of(CLUSTER.workers(), task).text());
    return builder.start();
  }

  @Test
  void aCutCableEndsBothAndTheSameCommandGoesOn() throws Exception {
    TeamRun alone = new TeamRun(folder.resolve("alone"), 8);
    alone.runAlone();
    List<Process> hosts = List.of(start(0, ""), start(1, ""));
    run(0).awaitCheckpoint(hosts.get(0), 0);
    ip("-n cornu0 link set cable down");
    for (int task = 0; task < hosts.size(); task++) {
      assertThat(hosts.get(task).waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(run(task).said())
          .contains(
              "worker %d at %s does not answer"
                  .formatted(1 - task, CLUSTER.workers().get(1 - task)));
    }
    ip("-n cornu0 link set cable up");
    hosts = List.of(start(0, " --resume"), start(1, " --resume"));
    for (int task = 0; task < hosts.size(); task++) {
      assertThat(hosts.get(task).waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(hosts.get(task).exitValue()).as(run(task).said()).isZero();
    }
    run(0).assertNear(alone);
    hosts = List.of(start(0, " --resume"), start(1, " --resume"));
    for (int task = 0; task < hosts.size(); task++) {
      assertThat(hosts.get(task).waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(hosts.get(task).exitValue()).as(run(task).said()).isZero();
      assertThat(run(task).said()).contains("finished before");
    }
    assertThat(run(1).isBegun()).as("the second writes nothing").isFalse();
  }
}
