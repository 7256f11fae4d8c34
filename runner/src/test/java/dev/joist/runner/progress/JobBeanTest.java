// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.metrics.StepFigures;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class JobBeanTest {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void aConsoleSeesAJobUntilItHasEnded() throws Exception {
    JobFigures figures =
        new JobFigures(
            2000,
            List.of(new StepFigures("Read", 500, true, 1), new StepFigures("Parse", 400, false, 3)),
            System.currentTimeMillis() - 60_000);
    ObjectName pattern = new ObjectName("dev.joist:type=Job,name=\"my-job\",*");

    JobBean bean = JobBean.register("my-job", () -> "RUNNING", () -> figures);

    Set<ObjectName> found = server.queryNames(pattern, null);
    assertThat(found).hasSize(1);
    JobMXBean seen = JMX.newMXBeanProxy(server, found.iterator().next(), JobMXBean.class);
    assertThat(seen.getState()).isEqualTo("RUNNING");
    assertThat(seen.getElapsedSeconds()).isEqualTo(2.0);
    assertThat(seen.getElementsRead()).isEqualTo(500);
    assertThat(seen.getElementsReadPerSecond()).isEqualTo(250);
    assertThat(seen.getWatermarkLagMillis()).isGreaterThanOrEqualTo(60_000);
    assertThat(seen.getElementsByStep()).containsEntry("Parse", 400L);
    assertThat(seen.getShareOfTimeByStep()).containsEntry("Parse", 0.75);

    bean.unregister();
    assertThat(server.queryNames(pattern, null)).isEmpty();
  }
}
