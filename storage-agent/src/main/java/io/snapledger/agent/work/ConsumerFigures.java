package io.snapledger.agent.work;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What the Kafka client counts about itself. */
final class ConsumerFigures {

    private ConsumerFigures() {}

    /** The sum over the container's consumers; 0 where there is none, or nothing measured yet. */
    static double of(MessageListenerContainer container, String name) {
        double sum = 0;
        for (Map<MetricName, ? extends Metric> metrics : container.metrics().values()) {
            for (Metric metric : metrics.values()) {
                MetricName metricName = metric.metricName();
                // The same figure is also given by node and by partition.
                if (metricName.name().equals(name)
                        && metricName.tags().keySet().equals(Set.of("client-id"))
                        && metric.metricValue() instanceof Double value
                        && !value.isNaN()) {
                    sum += value;
                }
            }
        }
        return sum;
    }
}
