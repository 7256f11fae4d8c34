// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import dev.joist.operators.metrics.StepFigures;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The managed bean of a job; its figures are looked up when somebody asks. */
final class JobBean implements JobMXBean {

  private static final Logger LOG = LoggerFactory.getLogger(JobBean.class);
  private static final AtomicLong COUNT = new AtomicLong();

  private final Supplier<String> state;
  private final Supplier<JobFigures> figures;
  private @Nullable ObjectName name;

  private JobBean(Supplier<String> state, Supplier<JobFigures> figures) {
    this.state = state;
    this.figures = figures;
  }

  /** Makes a job known; without a server of beans nobody will see it. */
  static JobBean register(String job, Supplier<String> state, Supplier<JobFigures> figures) {
    JobBean bean = new JobBean(state, figures);
    try {
      ObjectName name =
          new ObjectName(
              "dev.joist:type=Job,name=%s,number=%d"
                  .formatted(ObjectName.quote(job), COUNT.incrementAndGet()));
      ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
      bean.name = name;
    } catch (JMException e) {
      LOG.warn("Job {} has no managed bean", job, e);
    }
    return bean;
  }

  void unregister() {
    ObjectName registered = name;
    if (registered == null) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
    } catch (JMException e) {
      LOG.debug("{} was gone already", registered, e);
    }
  }

  @Override
  public String getState() {
    return state.get();
  }

  @Override
  public double getElapsedSeconds() {
    return figures.get().millis() / 1000.0;
  }

  @Override
  public long getElementsRead() {
    return figures.get().read();
  }

  @Override
  public long getElementsReadPerSecond() {
    return figures.get().readPerSecond(JobFigures.BEGINNING);
  }

  @Override
  public long getWatermarkLagMillis() {
    return figures.get().lagMillis(System.currentTimeMillis()).orElse(-1);
  }

  @Override
  public Map<String, Long> getElementsByStep() {
    Map<String, Long> elements = new TreeMap<>();
    for (StepFigures step : figures.get().steps()) {
      elements.put(step.step(), step.elements());
    }
    return elements;
  }

  @Override
  public Map<String, Double> getShareOfTimeByStep() {
    Map<String, Double> shares = new TreeMap<>();
    figures.get().slowest(Integer.MAX_VALUE).forEach(step -> shares.put(step.step(), step.share()));
    return shares;
  }
}
