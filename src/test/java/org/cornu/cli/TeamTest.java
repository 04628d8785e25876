package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --workers}: real processes, which end together. */
@Tag("slow")
class TeamTest {

  private static final int KILLS = Integer.getInteger("kills", 5);

  @TempDir private Path folder;

  @AfterEach
  void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private TeamRun run(String name, int epochs) {
    return new TeamRun(folder.resolve(name), epochs);
  }

  private static void assertEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  @Timeout(240 + 20 * 100)
  void whoeverIsKilledAllEndAndTheSameCommandGoesOn() throws Exception {
    TeamRun unbroken = run("unbroken", KILLS + 3);
    TeamRun broken = run("broken", KILLS + 3);
    unbroken.run("--workers 2");
    Random random = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      Process first = broken.start("--workers 2 --resume");
      broken.awaitCheckpoint(first, random.nextInt(50));
      List<ProcessHandle> others = first.children().toList();
      if (random.nextBoolean()) {
        first.destroyForcibly();
      } else {
        others.get(0).destroyForcibly();
      }
      assertThat(first.waitFor(30, TimeUnit.SECONDS)).as(broken.said()).isTrue();
      assertEnd(others);
    }
    broken.run("--workers 2 --resume");
    assertThat(broken.rows()).isEqualTo(unbroken.rows());
  }

  @Test
  @Timeout(240)
  void aKilledOneIsNamedAndAnotherNumberGoesOn() throws Exception {
    TeamRun alone = run("alone", 10);
    alone.runAlone();
    TeamRun broken = run("broken", 10);
    Process first = broken.start("--workers 2");
    broken.awaitCheckpoint(first, 0);
    List<ProcessHandle> others = first.children().toList();
    others.get(0).destroyForcibly();
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(broken.said()).contains("cornu: worker 0 waited 15.0 s", "worker 1 at 127.0.0.1:");

    Process three = broken.start("--workers 3 --resume");
    broken.awaitCheckpoint(three, 0);
    List<ProcessHandle> rest = three.children().toList();
    assertThat(rest).hasSize(2);
    three.destroy(); // as Ctrl-C does
    assertThat(three.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertEnd(rest);
    assertThat(broken.said()).contains("stopped after ", "--resume");

    broken.run("--resume");
    broken.assertNear(alone);
  }

  @Test
  @Timeout(120)
  @DisabledOnOs(OS.WINDOWS)
  void oneThatHangsIsNamedAndEnded() throws Exception {
    TeamRun hung = run("hung", 100);
    Process first = hung.start("--workers 2");
    hung.awaitCheckpoint(first, 0);
    List<ProcessHandle> others = first.children().toList();
    assertThat(new ProcessBuilder("kill", "-STOP", "" + others.get(0).pid()).start().waitFor())
        .isZero();
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isNotZero();
    assertThat(hung.said()).contains("worker 1 at 127.0.0.1:", "does not answer");
    assertEnd(others);
  }
}
