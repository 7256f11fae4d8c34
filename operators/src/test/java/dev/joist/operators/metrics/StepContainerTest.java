// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.beam.runners.core.metrics.DistributionData;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricName;
import org.junit.jupiter.api.Test;

class StepContainerTest {

  private static final MetricName COUNTER = MetricName.named("space", "count");
  private static final MetricName DISTRIBUTION = MetricName.named("space", "spread");

  private final StepMetrics metrics = new StepMetrics();

  @Test
  void readsWhatWasCountedSoFar() {
    MetricsContainerImpl container = metrics.newContainer("step");

    container.getCounter(COUNTER).inc(3);
    assertThat(count()).isEqualTo(3);

    container.getCounter(COUNTER).dec();
    assertThat(count()).isEqualTo(2);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void takesEqualNamesForOneMetric() {
    MetricsContainerImpl container = metrics.newContainer("step");

    for (int i = 0; i < 2_000; i++) {
      container.getCounter(MetricName.named("space", "count")).inc();
    }

    assertThat(count()).isEqualTo(2_000);
  }

  @Test
  void keepsMoreMetricsApartThanItRemembers() {
    MetricsContainerImpl container = metrics.newContainer("step");
    List<MetricName> names =
        IntStream.range(0, 1_500).mapToObj(i -> MetricName.named("space", "count" + i)).toList();

    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < names.size(); i++) {
        container.getCounter(names.get(i)).inc(i);
      }
    }

    MetricsContainerImpl merged = metrics.merged().getContainer("step");
    for (int i = 0; i < names.size(); i++) {
      assertThat(merged.getCounter(names.get(i)).getCumulative()).isEqualTo(3L * i);
    }
  }

  @Test
  void keepsSumCountAndBoundsOfADistribution() {
    MetricsContainerImpl container = metrics.newContainer("step");
    Random random = new Random(3);
    DistributionData expected = DistributionData.EMPTY;

    for (int i = 0; i < 100; i++) {
      long value = random.nextInt(1_000) - 500L;
      container.getDistribution(DISTRIBUTION).update(value);
      expected = expected.combine(value);
      if (random.nextInt(10) == 0) {
        assertThat(spread()).isEqualTo(expected);
      }
    }
    container.getDistribution(DISTRIBUTION).update(10, 4, 1, 4);

    assertThat(spread()).isEqualTo(expected.combine(10, 4, 1, 4));
  }

  @Test
  void countsWhatOtherThreadsWriteWithTheOwner() throws InterruptedException {
    MetricsContainerImpl container = metrics.newContainer("step");
    var cellOfTheOwner = container.getCounter(COUNTER);
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> others =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          awaitUninterruptibly(start);
                          for (int n = 0; n < 10_000; n++) {
                            container.getCounter(COUNTER).inc();
                            cellOfTheOwner.inc();
                            metrics.merged();
                          }
                        }))
            .toList();
    others.forEach(Thread::start);

    start.countDown();
    for (int n = 0; n < 100_000; n++) {
      container.getCounter(COUNTER).inc();
    }
    for (Thread other : others) {
      other.join();
    }

    assertThat(count()).isEqualTo(160_000);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long count() {
    return metrics.merged().getContainer("step").getCounter(COUNTER).getCumulative();
  }

  private DistributionData spread() {
    return metrics.merged().getContainer("step").getDistribution(DISTRIBUTION).getCumulative();
  }
}
