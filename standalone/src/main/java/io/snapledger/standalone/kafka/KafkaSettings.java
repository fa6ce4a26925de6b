package io.snapledger.standalone.kafka;

/**
 * How the broker runs.
 *
 * @param port the port clients connect to; 0 for 9092, or any free one if that is taken
 * @param partitions of each topic of events and of outcomes: how many consumers can share the work;
 *     fixed once a topic is made
 */
public record KafkaSettings(int port, int partitions) {}
