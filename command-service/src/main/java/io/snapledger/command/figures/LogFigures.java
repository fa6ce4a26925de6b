package io.snapledger.command.figures;

import java.util.List;

/**
 * The event log at one moment.
 *
 * @param head the highest position
 * @param bytes what the log takes on disk, with its indexes
 * @param unpublished events that are not on Kafka
 * @param unpublishedSeconds how old the oldest of them is; 0 if there is none
 * @param roots how many there are
 * @param rootSeconds how old the last one is; not a number if there is none
 * @param unsigned events that no root is over
 * @param unsignedSeconds how old the oldest of them is; 0 if there is none
 * @param waiting what waits for storage
 */
public record LogFigures(
        long head,
        long bytes,
        long unpublished,
        double unpublishedSeconds,
        long roots,
        double rootSeconds,
        long unsigned,
        double unsignedSeconds,
        List<Waiting> waiting) {

    /**
     * Resources in one passing status.
     *
     * @param overdue how many of them wait longer than they may
     * @param oldestSeconds how long the first of them waits
     */
    public record Waiting(String status, long number, long overdue, double oldestSeconds) {}

    double waiting(String status) {
        return waiting.stream()
                .filter(one -> one.status().equals(status))
                .mapToLong(Waiting::number)
                .sum();
    }

    /** How many wait longer than they may. */
    public double overdueWaits() {
        return waiting.stream().mapToLong(Waiting::overdue).sum();
    }

    /** How long the first of all waits; 0 if nothing does. */
    public double oldestWaitSeconds() {
        return waiting.stream().mapToDouble(Waiting::oldestSeconds).max().orElse(0);
    }
}
